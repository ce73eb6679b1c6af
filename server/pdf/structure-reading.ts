import { readFileSync } from 'node:fs'
import { inflateSync } from 'node:zlib'
import { PDFArray, PDFDict, PDFDocument, PDFInvalidObject, PDFName, type PDFObject } from 'pdf-lib'
import { CannotRead, PAGES_MAX } from './results.ts'

/** Opens a file for its structure; throws `CannotRead` or whatever the damage made the parser throw. */
export const openStructure = (path: string): Promise<PDFDocument> => structureIn(readFileSync(path))

/** The same of bytes at hand; `isAddedTo`: so that what is added can be written by itself. */
export async function structureIn(
  bytes: Uint8Array,
  { isAddedTo = false }: { isAddedTo?: boolean } = {},
): Promise<PDFDocument> {
  const options = { updateMetadata: false, forIncrementalUpdate: isAddedTo }
  const doc = await PDFDocument.load(bytes, options)
  countPages(doc)
  for (const [, object] of doc.context.enumerateIndirectObjects()) refuseLostStream(object)
  return doc
}

const OBJECT_STREAM_BYTES_MAX = 64 * 1024 * 1024

/** A stream of objects that could not be inflated: what it held is missing from the document without a word. */
function refuseLostStream(object: PDFObject): void {
  if (!(object instanceof PDFInvalidObject)) return
  const bytes = bytesOf(object)
  if (!bytes.includes('/ObjStm')) return
  try {
    const start = bytes.indexOf('stream') + 'stream\n'.length
    inflateSync(bytes.subarray(start), { maxOutputLength: OBJECT_STREAM_BYTES_MAX })
  } catch (error) {
    const isTooBig = error instanceof RangeError
    throw new CannotRead(isTooBig ? 'out_of_memory' : 'damaged')
  }
  throw new CannotRead('damaged')
}

function bytesOf(object: PDFObject): Buffer {
  const bytes = Buffer.alloc(object.sizeInBytes())
  object.copyBytesInto(bytes, 0)
  return bytes
}

/** Counts leaves by walking: `/Count` is whatever the file claims. Stops at the ceiling and at a cycle. */
export function countPages(doc: PDFDocument): number {
  const { context } = doc
  const seen = new Set<unknown>()
  const stack: unknown[] = [doc.catalog.get(PDFName.of('Pages'))]
  let pages = 0
  while (stack.length > 0) {
    const entry = stack.pop()
    const node = context.lookup(entry as Parameters<typeof context.lookup>[0])
    if (!(node instanceof PDFDict)) continue
    if (seen.has(node)) throw new CannotRead('damaged')
    seen.add(node)
    const kids = node.lookup(PDFName.of('Kids'))
    if (kids instanceof PDFArray) for (const kid of kids.asArray()) stack.push(kid)
    else pages += 1
    if (pages > PAGES_MAX || stack.length > PAGES_MAX * 2) throw new CannotRead('too_many_pages')
  }
  if (pages === 0) throw new CannotRead('damaged')
  return pages
}
