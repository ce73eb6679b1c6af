import { attribute, type Html, html } from '../../../html.ts'
import type { View } from '../../../view.ts'
import { formatBytes, formatLanguage } from '../../../views/format.ts'
import { group } from '../../../views/head.ts'
import { rows } from '../../../views/lists.ts'
import { licenceLabel } from '../../../vocabulary/licences.ts'
import type { About } from '../../about.ts'
import { extensionOf, otherFilePath } from '../../files.ts'
import type { FileKind } from '../../rules/parts.ts'
import type { OtherFile, Publication } from '../../store.ts'
import { partsTexts } from './texts.ts'

/** "Annex, PDF, 1.2 MB, Swedish, CC BY 4.0": what is said of a file, its own or else the publication's. */
export const otherFileFacts = (view: View, publication: Publication, file: OtherFile): string => {
  const t = partsTexts[view.language]
  const ending = extensionOf(file.mediaType).slice(1).toUpperCase()
  // Figures and pictures have no language but one that is said.
  const language = file.language ?? (WORDLESS.includes(file.kind) ? null : publication.language)
  const licence = file.licence ?? publication.licence
  return [
    file.label === null ? null : t.fileKinds[file.kind],
    formatBytes(view.language, file.size, ending),
    language === null ? null : formatLanguage(view.language, language),
    licence === null ? null : licenceLabel(licence, view.language),
  ]
    .filter((fact) => fact !== null)
    .join(', ')
}

const WORDLESS: readonly FileKind[] = ['dataset', 'cover']

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
          const { language } = file
          return html`<a href="${otherFilePath(publication, file)}" ${attribute('hreflang', language ?? publication.language)}>${file.label ?? t.fileKinds[file.kind]}</a> <span class="soft">${otherFileFacts(view, publication, file)}</span>`
        }),
      ),
    })
  )
}
