/** How wide pictures of a first page are, pixels: in lists, and on the publication's own page. */
export const PICTURE_WIDTHS = { list: 112, page: 400 } as const

/** Raised when pictures are drawn otherwise: the nightly job then draws all anew. */
export const PICTURE_VERSION = 1

/** Bytes of a picture, named in storage by their SHA-256 (hex). */
export type StoredPicture = { width: number; height: number; sha256: string; size: number }

/** The narrowest picture that fills this width, or the widest there is; undefined where there is none. */
export const pictureFor = (
  pictures: readonly StoredPicture[],
  width: number,
): StoredPicture | undefined =>
  pictures.find((picture) => picture.width >= width) ?? pictures.at(-1)

/** What is drawn anew has another address, so that one may be kept without asking whether it changed. */
export const pictureName = ({ width, sha256 }: StoredPicture): string =>
  `${width}-${sha256.slice(0, MARK_LENGTH)}.webp`

export const picturePath = (slug: string, picture: StoredPicture): string =>
  `/publications/${slug}/pictures/${pictureName(picture)}`

const MARK_LENGTH = 16
