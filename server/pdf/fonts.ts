import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import fontkit from '@pdf-lib/fontkit'
import { CustomFontSubsetEmbedder, type PDFContext, type PDFRef } from 'pdf-lib'
import type { Face } from './style.ts'
import { sfntFromWoff } from './woff.ts'

/** A piece of text in one face, ready to be shown: widths are in thousandths of the font size. */
export type Shaped = { text: string; width: number; parts: readonly Part[] }
type Part = { font: string; operand: string; width: number }

export type Fonts = {
  shape: (face: Face, text: string) => Shaped
  /** Characters that no font at hand can draw, in the order they were met. */
  uncovered: () => readonly string[]
  /** Writes each used font into the document once, subset to what was shaped. */
  embed: () => Promise<ReadonlyMap<string, PDFRef>>
}

/** Fonts for one document. Each file of a family covers one range of scripts, so text is split into runs. */
export async function openFonts(context: PDFContext): Promise<Fonts> {
  const embedders = new Map<string, Embedder>()
  for (const [index, source] of allSources().entries()) {
    const engine = { create: () => source.font }
    const name = `${subsetTag(index)}+${source.font.postscriptName ?? 'Noto'}`
    const embedder = await CustomFontSubsetEmbedder.for(engine, source.bytes, name, FEATURES)
    embedders.set(source.key, embedder)
  }
  const shaped = new Map<string, Shaped>()
  const used = new Set<string>()
  const missing = new Set<string>()

  function shape(face: Face, raw: string): Shaped {
    const key = `${face}\n${raw}`
    const known = shaped.get(key)
    if (known) return known
    const text = raw.normalize('NFC').replace(INVISIBLE, '')
    const parts: Part[] = []
    for (const run of runsOf(face, text, missing)) {
      const embedder = embedders.get(run.source.key)
      if (!embedder) continue
      used.add(run.source.key)
      parts.push(shapeRun(embedder, run))
    }
    const result = {
      text,
      width: parts.reduce((sum, part) => sum + part.width, 0),
      parts,
    }
    shaped.set(key, result)
    return result
  }

  async function embed(): Promise<ReadonlyMap<string, PDFRef>> {
    const refs = new Map<string, PDFRef>()
    for (const [key, embedder] of embedders) {
      if (used.has(key)) refs.set(key, await embedder.embedIntoContext(context))
    }
    return refs
  }

  return { shape, embed, uncovered: () => [...missing] }
}

type Embedder = Awaited<ReturnType<typeof CustomFontSubsetEmbedder.for>>
type Source = {
  key: string
  font: ReturnType<typeof fontkit.create>
  bytes: Uint8Array
}
type Run = { source: Source; text: string }

const REPLACEMENT = '\uFFFD'
// Ligatures would be drawn well but copied and searched as one character by some readers.
const FEATURES = { liga: false, dlig: false, clig: false }
const INVISIBLE =
  /[\p{Cc}\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]|[\uFE00-\uFE0F]/gu

const FAMILIES: Record<Face, readonly { family: string; weight: number }[]> = {
  serif: [
    { family: 'noto-serif', weight: 400 },
    { family: 'noto-sans', weight: 400 },
  ],
  sans: [{ family: 'noto-sans', weight: 400 }],
  sansStrong: [{ family: 'noto-sans', weight: 600 }],
}
// The shaper at hand cannot set scripts that reorder letters (Devanagari, Arabic): those count as uncovered.
const SCRIPTS = [
  'latin',
  'latin-ext',
  'vietnamese',
  'cyrillic',
  'cyrillic-ext',
  'greek',
  'greek-ext',
]

const require = createRequire(import.meta.url)
const opened = new Map<string, Source>()

function openSource(family: string, weight: number, script: string): Source {
  const key = `${family}-${script}-${weight}`
  const known = opened.get(key)
  if (known) return known
  const file = require.resolve(`@fontsource/${family}/files/${key}-normal.woff`)
  const bytes = sfntFromWoff(readFileSync(file))
  const source = { key, bytes, font: openFont(bytes) }
  opened.set(key, source)
  return source
}

/**
 * The writer would take the subset's `encode(stream)` for the newer kind without arguments, so it is left out.
 * The last layout is remembered, since we and the writer each ask for it.
 */
function openFont(bytes: Uint8Array): Source['font'] {
  const font = fontkit.create(bytes)
  const createSubset = font.createSubset.bind(font)
  const layOut = font.layout.bind(font)
  let last: { text: string; result: ReturnType<typeof layOut> } | undefined
  return Object.assign(font, {
    layout: (text: string) => {
      if (last?.text !== text) last = { text, result: layOut(text, FEATURES) }
      return last.result
    },
    createSubset: () => {
      const subset = createSubset()
      return {
        includeGlyph: (glyph: number) => subset.includeGlyph(glyph),
        encodeStream: () => subset.encodeStream(),
      }
    },
  })
}

const sourcesOf = (face: Face): Source[] =>
  FAMILIES[face].flatMap(({ family, weight }) =>
    SCRIPTS.map((script) => openSource(family, weight, script)),
  )

function allSources(): Source[] {
  const faces: readonly Face[] = ['serif', 'sans', 'sansStrong']
  return [...new Set(faces.flatMap(sourcesOf))]
}

const choices = new Map<string, Source | null>()

function sourceFor(face: Face, char: string): Source | null {
  const key = face + char
  const known = choices.get(key)
  if (known !== undefined) return known
  const point = char.codePointAt(0) ?? 0
  const found = sourcesOf(face).find(({ font }) => font.hasGlyphForCodePoint(point)) ?? null
  choices.set(key, found)
  return found
}

function runsOf(face: Face, text: string, missing: Set<string>): Run[] {
  const runs: Run[] = []
  for (const char of text) {
    const last = runs.at(-1)
    const joins = /\p{M}|[\u200C\u200D]/u.test(char)
    // A mark stays with its base where that font has it: a run of its own would lose the placing.
    const keeps = last?.source.font.hasGlyphForCodePoint(char.codePointAt(0) ?? 0) ?? false
    const source = joins && last && keeps ? last.source : sourceFor(face, char)
    if (!source) missing.add(char)
    const chosen = source ?? sourceFor(face, REPLACEMENT)
    if (!chosen) continue
    const shown = source ? char : REPLACEMENT
    if (last?.source === chosen) last.text += shown
    else runs.push({ source: chosen, text: shown })
  }
  return runs
}

/** Glyph ids of the subset with the kerning between them, as the operand of TJ. */
function shapeRun(embedder: Embedder, run: Run): Part {
  const { font, key } = run.source
  const scale = 1000 / font.unitsPerEm
  const { glyphs, positions } = font.layout(run.text, FEATURES)
  const codes = embedder.encodeText(run.text).asString()
  let operand = '<'
  let width = 0
  for (const [index, glyph] of glyphs.entries()) {
    const position = positions[index]
    const advance = position ? position.xAdvance : glyph.advanceWidth
    const shift = Math.round((position?.xOffset ?? 0) * scale)
    const gap = Math.round((advance - glyph.advanceWidth) * scale) - shift
    if (shift !== 0) operand += `> ${-shift} <`
    operand += codes.slice(index * 4, index * 4 + 4)
    if (gap !== 0) operand += `> ${-gap} <`
    width += advance * scale
  }
  return { font: key, operand: `${operand}>`.replaceAll('<>', ''), width }
}

const subsetTag = (index: number): string =>
  `RDSL${String.fromCharCode(65 + Math.floor(index / 26), 65 + (index % 26))}`
