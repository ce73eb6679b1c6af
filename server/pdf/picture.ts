import { resolve } from 'node:path'
import { type Cage, inCage } from './cage.ts'
import { endOf, refuseFile } from './file.ts'
import type { PictureLine } from './picturing.ts'
import type { Unreadable } from './results.ts'

export const PICTURE_CAGE: Cage = { timeoutMs: 20_000, memoryMb: 768 }

/** A WebP of `width` × `height` pixels. */
export type Picture = { width: number; height: number; bytes: Buffer }
export type Pictured = { ok: true; pictures: Picture[] }

/** A page of a PDF as pictures of these widths. Never throws because of what is in the file. */
export async function picturePage(
  path: string,
  { page, widths }: { page: number; widths: readonly number[] },
  cage = PICTURE_CAGE,
): Promise<Pictured | Unreadable> {
  const refused = await refuseFile(path)
  if (refused) return { ok: false, reason: refused }
  const input = { path: resolve(path), page, widths }
  const caged = await inCage('picture', { ...cage, reads: [input.path], input })
  if (caged.ended !== 'done') return { ok: false, reason: endOf(caged) }
  const pictures: Picture[] = []
  for (const text of caged.output) {
    const line: PictureLine = JSON.parse(text)
    if ('webp' in line) {
      const { width, height, webp } = line
      pictures.push({ width, height, bytes: Buffer.from(webp, 'base64') })
    } else return line.ok ? { ok: true, pictures } : line
  }
  return { ok: false, reason: 'damaged' }
}
