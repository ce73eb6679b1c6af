declare module '@citation-js/core' {
  /** One step of reading: of BibTeX the entries, as they are written. */
  export const plugins: { input: { data(text: string, type: '@bibtex/text'): unknown } }
}
declare module '@citation-js/plugin-bibtex'
declare module '@citation-js/plugin-bibtex/lib/input/value.js' {
  /** The text of a field without LaTeX, by the kind of field that its name tells; names as lists. */
  export const parse: (text: string, field: string) => unknown
}
