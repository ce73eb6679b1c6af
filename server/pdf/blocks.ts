/** What a document of ours is made of, from top to bottom. */
export type Block =
  | { kind: 'heading'; level: 1 | 2 | 3; text: string }
  | { kind: 'paragraph'; text: string; style?: 'lede' | 'soft' | 'mono' }
  | { kind: 'list'; items: readonly string[]; ordered?: boolean }
  | { kind: 'facts'; items: readonly Fact[] }
  | Table
  | { kind: 'rule' }
  | { kind: 'pageBreak' }
  | { kind: 'quote'; text: string }
  | { kind: 'contents'; title: string }
  | Insert

/** `href`: where the text leads, on the web. */
export type Fact = { term: string; text: string; href?: string }

/** `width` is a share of the page's width, 0–1; columns without one share what is left by their content. */
export type Column = { label: string; align?: 'start' | 'end'; width?: number }

export type Table = {
  kind: 'table'
  caption?: string
  columns: readonly Column[]
  rows: readonly (readonly string[])[]
  totals?: readonly string[]
}

/** Pages of another document take this place; they are named in the contents and the bookmarks. */
export type Insert = {
  kind: 'insert'
  title: string
  source: number
  pages: number
}

/** `page` counts from 1. */
export type OutlineEntry = { level: 1 | 2 | 3; text: string; page: number }
