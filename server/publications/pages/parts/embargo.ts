import { type Html, html } from '../../../html.ts'
import type { View } from '../../../view.ts'
import { formatDate } from '../../../views/format.ts'
import { note } from '../../../views/notes.ts'
import type { About } from '../../about.ts'
import type { Publication } from '../../store.ts'
import { partsTexts } from './texts.ts'

/** From when what is held back may be read; nothing for what is free. */
export const embargoNote = (
  view: View,
  { status, embargoUntil }: Publication,
  { isReadable }: Pick<About, 'isReadable'>,
): Html | false =>
  status === 'published' &&
  !isReadable &&
  embargoUntil !== null &&
  html`${note('now', partsTexts[view.language].embargoed(formatDate(view.language, embargoUntil)))}`
