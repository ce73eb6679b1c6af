import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** Opens a file for its text, without fonts, pictures, scripts or the network. */
export const openText = (path: string) => textIn(new Uint8Array(readFileSync(path)))

/** The same of bytes at hand, which are its own from then on. */
export const textIn = (data: Uint8Array) => open({ ...QUIET, data, maxImageSize: 0 })

/** Opens a file to draw its pages: with pictures up to a size, and letters as outlines that no font engine reads. */
export const openDrawn = (path: string) =>
  open({
    ...QUIET,
    data: new Uint8Array(readFileSync(path)),
    maxImageSize: IMAGE_PIXELS_MAX,
    standardFontDataUrl: `${PACKAGE}standard_fonts/`,
    wasmUrl: `${PACKAGE}wasm/`,
  })

/** A page scanned at 600 dots per inch has 35 million; what is larger is left out. */
const IMAGE_PIXELS_MAX = 40_000_000

const PACKAGE = fileURLToPath(import.meta.resolve('pdfjs-dist/package.json')).replace(
  'package.json',
  '',
)
const WORKER = 'pdfjs-dist/legacy/build/pdf.worker.mjs'

const QUIET = {
  cMapUrl: `${PACKAGE}cmaps/`,
  cMapPacked: true,
  disableFontFace: true,
  useSystemFonts: false,
  useWorkerFetch: false,
  useWasm: false,
  enableXfa: false,
  isOffscreenCanvasSupported: false,
} as const

// Not the build for present browsers, though it starts in half the time: Node 26 has not all that it asks for.
async function open(options: Parameters<typeof getDocument>[0] & object) {
  const pdfjs = await import('pdfjs-dist/legacy/build/pdf.mjs')
  // Having the worker's code here at hand keeps it in this process.
  Object.assign(globalThis, { pdfjsWorker: await import(WORKER) })
  return await pdfjs.getDocument({ ...options, verbosity: pdfjs.VerbosityLevel.ERRORS }).promise
}
