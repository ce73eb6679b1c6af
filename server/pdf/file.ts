import { open } from 'node:fs/promises'
import type { Caged } from './cage.ts'
import { FILE_BYTES_MAX, type Reason } from './results.ts'

/**
 * What is wrong with a file before anybody parses it. Parsers forgive bytes before the signature, browsers
 * look at the first ones: what does not begin as a PDF is none.
 */
export async function refuseFile(path: string): Promise<Reason | null> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const { buffer, bytesRead } = await file.read(Buffer.alloc(5), 0, 5, 0)
    if (buffer.toString('latin1', 0, bytesRead) !== '%PDF-') return 'not_pdf'
    return size > FILE_BYTES_MAX ? 'too_big' : null
  } finally {
    await file.close()
  }
}

/** The reason why a task gave no result: how its cage ended, or that the file broke the parser. */
export const endOf = (caged: Caged): Reason =>
  caged.ended === 'timed_out' || caged.ended === 'out_of_memory' ? caged.ended : 'damaged'
