import { type Html, html } from '../../../html.ts'
import type { View } from '../../../view.ts'
import { copyTexts } from '../../copy-texts.ts'
import { isReadable } from '../../rules/embargo.ts'
import { PICTURE_WIDTHS, pictureFor, picturePath } from '../../rules/pictures.ts'
import type { Publication } from '../../store.ts'

/** Half as wide on the page as it is drawn, so that it is sharp on fine screens too. */
const shown = (pixels: number): number => Math.round(pixels / 2)

/** The first page on the publication's own page, as far as it may be seen. */
export const pagePicture = (view: View, publication: Publication): Html | null =>
  img(view, publication, PICTURE_WIDTHS.page, copyTexts[view.language].firstPage)

/** The same beside its title in a list, where it says nothing that the title does not. */
export const listPicture = (view: View, publication: Publication): Html | null =>
  img(view, publication, PICTURE_WIDTHS.list, '')

const img = (view: View, publication: Publication, width: number, alt: string): Html | null => {
  const picture = isReadable(publication, view.now)
    ? pictureFor(publication.pictures, width)
    : undefined
  if (picture === undefined) return null
  return html`<img class="leaf" src="${picturePath(publication.slug, picture)}" width="${shown(picture.width)}" height="${shown(picture.height)}" alt="${alt}" loading="lazy" decoding="async">`
}
