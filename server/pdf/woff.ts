import { inflateSync } from 'node:zlib'

const WOFF_HEADER = 44
const WOFF_ENTRY = 20
const SFNT_HEADER = 12
const SFNT_ENTRY = 16

/**
 * The plain font inside a WOFF 1.0 file. The font engine unpacks a table anew every time it looks into it;
 * of a plain font it reads what it needs.
 */
export function sfntFromWoff(woff: Buffer): Buffer {
  if (woff.toString('latin1', 0, 4) !== 'wOFF') throw new TypeError('not a WOFF 1.0 font')
  const count = woff.readUInt16BE(12)
  const tables = Array.from({ length: count }, (_, index) => tableAt(woff, index))
  const starts: number[] = []
  let end = SFNT_HEADER + count * SFNT_ENTRY
  for (const { bytes } of tables) {
    starts.push(end)
    end += padded(bytes.length)
  }
  const sfnt = Buffer.alloc(end)
  const levels = Math.floor(Math.log2(count))
  woff.copy(sfnt, 0, 4, 8)
  sfnt.writeUInt16BE(count, 4)
  sfnt.writeUInt16BE(2 ** levels * SFNT_ENTRY, 6)
  sfnt.writeUInt16BE(levels, 8)
  sfnt.writeUInt16BE((count - 2 ** levels) * SFNT_ENTRY, 10)
  for (const [index, { tag, checksum, bytes }] of tables.entries()) {
    const entry = SFNT_HEADER + index * SFNT_ENTRY
    const start = starts[index] ?? 0
    tag.copy(sfnt, entry)
    sfnt.writeUInt32BE(checksum, entry + 4)
    sfnt.writeUInt32BE(start, entry + 8)
    sfnt.writeUInt32BE(bytes.length, entry + 12)
    bytes.copy(sfnt, start)
  }
  return sfnt
}

type Table = { tag: Buffer; checksum: number; bytes: Buffer }

function tableAt(woff: Buffer, index: number): Table {
  const entry = WOFF_HEADER + index * WOFF_ENTRY
  const start = woff.readUInt32BE(entry + 4)
  const packed = woff.subarray(start, start + woff.readUInt32BE(entry + 8))
  const length = woff.readUInt32BE(entry + 12)
  return {
    tag: woff.subarray(entry, entry + 4),
    checksum: woff.readUInt32BE(entry + 16),
    bytes: packed.length === length ? packed : inflateSync(packed),
  }
}

/** Tables begin at multiples of four bytes. */
const padded = (length: number): number => Math.ceil(length / 4) * 4
