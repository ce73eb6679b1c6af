import { attribute, type Html, html } from '../../../html.ts'
import type { View } from '../../../view.ts'
import { formatBytes, formatLanguage } from '../../../views/format.ts'
import { group } from '../../../views/head.ts'
import { rows } from '../../../views/lists.ts'
import { licenceLabel } from '../../../vocabulary/licences.ts'
import type { About } from '../../about.ts'
import { extensionOf, otherFilePath } from '../../files.ts'
import type { Publication } from '../../store.ts'
import { partsTexts } from './texts.ts'

/** Annexes, slides and data, with their size before they are taken down. */
export const otherFiles = (
  view: View,
  publication: Publication,
  { isReadable }: Pick<About, 'isReadable'>,
): Html | false => {
  const t = partsTexts[view.language]
  return (
    isReadable &&
    publication.otherFiles.length > 0 &&
    group({
      id: 'files',
      title: t.otherFiles,
      body: rows(
        publication.otherFiles.map((file) => {
          const language = file.language ?? publication.language
          const facts = [
            file.label === null ? null : t.fileKinds[file.kind],
            formatBytes(
              view.language,
              file.size,
              extensionOf(file.mediaType).slice(1).toUpperCase(),
            ),
            file.language === null ? null : formatLanguage(view.language, file.language),
            file.licence === null ? null : licenceLabel(file.licence, view.language),
          ]
          return html`<a href="${otherFilePath(publication, file)}" ${attribute('hreflang', language)}>${file.label ?? t.fileKinds[file.kind]}</a> <span class="soft">${facts.filter((fact) => fact !== null).join(', ')}</span>`
        }),
      ),
    })
  )
}
