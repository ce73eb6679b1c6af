/** The visual language on paper: a margin for what a thing is called, the matter beside it. Lengths in points. */
export const PAGE = { width: 595.28, height: 841.89 } as const
export const MARGIN = { left: 62, right: 62, top: 64, bottom: 84 } as const
export const MATTER_X = 174
export const FULL_WIDTH = PAGE.width - MARGIN.left - MARGIN.right
export const MATTER_WIDTH = PAGE.width - MARGIN.right - MATTER_X
export const BOTTOM_Y = PAGE.height - MARGIN.bottom
export const FOOTER_Y = PAGE.height - 46

export type Colour = readonly [red: number, green: number, blue: number]
const colour = (hex: number): Colour => [
  (hex >> 16) / 255,
  ((hex >> 8) & 255) / 255,
  (hex & 255) / 255,
]

export const INK = colour(0x0e212a)
export const SOFT = colour(0x42545c)
export const SEA = colour(0x0c5672)
export const HAIRLINE = colour(0xc8cac1)
export const MARK_RING = colour(0x0f4357)
export const MARK_OPEN = colour(0xe0a020)

export type Face = 'serif' | 'sans' | 'sansStrong'
export type TextStyle = {
  face: Face
  size: number
  leading: number
  colour: Colour
}

export const TEXT = {
  heading1: { face: 'serif', size: 25, leading: 31, colour: INK },
  heading2: { face: 'serif', size: 16, leading: 21, colour: INK },
  heading3: { face: 'serif', size: 12.5, leading: 17, colour: SEA },
  paragraph: { face: 'serif', size: 10.5, leading: 16, colour: INK },
  lede: { face: 'serif', size: 13.5, leading: 20, colour: INK },
  soft: { face: 'sans', size: 9, leading: 13.5, colour: SOFT },
  mono: { face: 'sans', size: 8.5, leading: 13.5, colour: INK },
  quote: { face: 'serif', size: 11.5, leading: 17.5, colour: SEA },
  term: { face: 'sans', size: 8.8, leading: 14, colour: SOFT },
  fact: { face: 'sans', size: 9.4, leading: 14, colour: INK },
  cell: { face: 'sans', size: 8.8, leading: 12.6, colour: INK },
  cellStrong: { face: 'sansStrong', size: 8.8, leading: 12.6, colour: INK },
  columnLabel: { face: 'sansStrong', size: 8.2, leading: 11.6, colour: INK },
  caption: { face: 'sans', size: 8.8, leading: 13, colour: SOFT },
  entry: { face: 'serif', size: 10.5, leading: 16, colour: SEA },
  name: { face: 'serif', size: 15, leading: 20, colour: INK },
  footer: { face: 'sans', size: 7.6, leading: 10, colour: SOFT },
} as const satisfies Record<string, TextStyle>

/** The ring of seats as path operators on 32 × 32, y downwards; `open` is the seat for whoever comes. */
export const MARK = {
  ring: '17.7 1.5 m 20.96 1.89 23.99 3.37 26.3 5.7 c 21.9 10.1 l 20.54 8.79 18.78 7.98 16.9 7.8 c h 28.4 8.3 m 30.12 11.08 30.86 14.35 30.5 17.6 c 24.2 16.9 l 24.41 15.05 23.98 13.18 23 11.6 c h 20.8 29.8 m 17.69 30.88 14.31 30.88 11.2 29.8 c 13.3 23.8 l 15.05 24.4 16.95 24.4 18.7 23.8 c h 8.2 28.4 m 5.39 26.62 3.28 23.94 2.2 20.8 c 8.2 18.8 l 8.83 20.54 10.03 22.02 11.6 23 c h 1.5 17.6 m 1.14 14.35 1.88 11.08 3.6 8.3 c 9 11.6 l 8.02 13.18 7.59 15.05 7.8 16.9 c h 5.7 5.7 m 8.01 3.37 11.04 1.89 14.3 1.5 c 15.1 7.8 l 13.22 7.98 11.46 8.79 10.1 10.1 c h',
  open: '31 21.3 m 29.82 24.69 27.53 27.58 24.5 29.5 c 21.1 24.1 l 22.95 22.97 24.36 21.24 25.1 19.2 c h',
} as const
