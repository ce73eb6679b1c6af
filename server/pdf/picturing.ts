import { createCanvas } from '@napi-rs/canvas'
import { openDrawn } from './reading.ts'
import { CannotRead, PAGES_MAX, type Reason, reasonOf } from './results.ts'

export type PictureLine =
  | { width: number; height: number; webp: string }
  | { ok: true }
  | { ok: false; reason: Reason }

/** What is longer than this many times its width is shown from its top. */
export const HEIGHT_TIMES_WIDTH_MAX = 2
const SIDE_POINTS_MIN = 8
const QUALITY = 60

/** Inside the cage: sends the page as a picture of each width (pixels, Base64), then `{ ok }` or the reason why not. */
export async function picture(
  { path, page, widths }: { path: string; page: number; widths: readonly number[] },
  send: (line: PictureLine) => void,
): Promise<void> {
  try {
    const doc = await openDrawn(path)
    if (doc.numPages > PAGES_MAX) throw new CannotRead('too_many_pages')
    const drawn = await doc.getPage(page)
    const whole = drawn.getViewport({ scale: 1 })
    // NaN is no side either.
    if (!(whole.width >= SIDE_POINTS_MIN && whole.height >= SIDE_POINTS_MIN))
      throw new CannotRead('damaged')
    for (const width of widths) {
      const viewport = drawn.getViewport({ scale: width / whole.width })
      const full = Math.max(1, Math.round(viewport.height))
      const height = Math.min(full, width * HEIGHT_TIMES_WIDTH_MAX)
      const canvas = createCanvas(width, height)
      const canvasContext = canvas.getContext('2d') as unknown as CanvasRenderingContext2D
      await drawn.render({ canvas: null, canvasContext, viewport, annotationMode: 0 }).promise
      const webp = await canvas.encode('webp', QUALITY)
      send({ width, height, webp: webp.toString('base64') })
    }
    send({ ok: true })
  } catch (error) {
    send({ ok: false, reason: reasonOf(error) })
  }
}
