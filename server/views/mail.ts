import { type Html, html, multiline as lines } from '../html.ts'
import type { Language } from '../language.ts'
import { mark } from './layout.ts'
import { textOf } from './mail-text.ts'

export type MailBlock =
  | { kind: 'heading'; text: string }
  | { kind: 'paragraph'; text: string }
  | { kind: 'facts'; facts: readonly { term: string; value: string }[] }
  /** A code to type, set large. */
  | { kind: 'code'; code: string }
  /** One act: a link that looks like a button. */
  | { kind: 'button'; label: string; url: string }
  | { kind: 'link'; label: string; url: string }
  | { kind: 'list'; items: readonly string[] }
  /** Someone's own words. */
  | { kind: 'quote'; text: string; by?: string | undefined }
  /** A second, smaller voice: how to check, what to do if this was not you. */
  | { kind: 'small'; text: string }

export type Mail = {
  language: Language
  subject: string
  /** Shown by mailboxes after the subject. */
  preheader?: string | undefined
  blocks: readonly MailBlock[]
  /** Who writes, and why to this reader. */
  footer: string
}

/** A letter as HTML and as plain text, with the same words. It loads no file from anywhere. */
export const mailDocument = (mail: Mail): { subject: string; html: string; text: string } => ({
  // A subject is one line, whatever a title that stands in it holds.
  subject: mail.subject.replace(/\s+/g, ' ').trim(),
  html: htmlOf(mail).toString(),
  text: textOf(mail),
})

const htmlOf = ({
  language,
  subject,
  preheader,
  blocks,
  footer,
}: Mail): Html => html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${subject}</title>
<style>
:root { color-scheme: light dark; }
body { margin: 0; background: #fafaf7; color: #0e212a; font: 16px/1.55 "Segoe UI", "Noto Sans", "Open Sans", Roboto, sans-serif; }
.pre { display: none; }
.sheet { max-width: 576px; margin: 0 auto; padding: 24px 20px 40px; overflow-wrap: break-word; }
h1, h2, .brand, blockquote { font-family: "Iowan Old Style", "Palatino Linotype", Palatino, "URW Palladio L", P052, "Noto Serif", serif; font-weight: 400; line-height: 1.2; }
h1 { font-size: 30px; margin: 28px 0 12px; }
h2 { font-size: 20px; margin: 32px 0 8px; }
.brand { font-size: 21px; }
.brand svg { width: 26px; height: 26px; vertical-align: -7px; }
.open { fill: #e0a020; }
p { margin: 0 0 12px; }
a { color: #0c5672; }
table { border-collapse: collapse; width: 100%; margin: 0 0 16px; border-top: 2px solid; font-variant-numeric: tabular-nums lining-nums; }
th, td { text-align: start; vertical-align: top; padding: 8px 0; border-bottom: 1px solid #c8cac1; font-weight: 400; overflow-wrap: anywhere; }
th { width: 144px; padding-inline-end: 16px; color: #42545c; font-size: 14px; line-height: 1.8; }
@media (max-width: 480px) { th, td { display: block; width: auto; } th { border: 0; padding: 8px 0 0; line-height: 1.4; } td { padding-top: 0; } }
.code { margin: 20px 0; font: 600 34px/1.3 ui-monospace, Menlo, "Noto Sans Mono", monospace; letter-spacing: 0.18em; }
.act { margin: 20px 0; }
.act a { display: inline-block; padding: 11px 20px; border-radius: 3px; background: #0c5672; color: #fafaf7; font-weight: 600; text-decoration: none; }
ul { margin: 0 0 12px; padding-inline-start: 20px; }
blockquote { margin: 16px 0; padding-inline-start: 16px; border-inline-start: 1px solid #c8cac1; font-size: 19px; line-height: 1.45; }
blockquote p { margin: 6px 0 0; }
.small { font: 14px/1.5 "Segoe UI", "Noto Sans", "Open Sans", Roboto, sans-serif; color: #42545c; }
.end { border-top: 1px solid #c8cac1; margin-top: 32px; padding-top: 12px; }
@media (prefers-color-scheme: dark) {
body { background: #0c171e; color: #e8e9e3; }
a { color: #8fcbdb; }
th, .small { color: #a9b6b6; }
th, td, .end, blockquote { border-color: #3a464c; }
.act a { background: #8fcbdb; color: #0c171e; }
}
</style>
</head>
<body>
${preheader && html`<div class="pre">${preheader}</div>`}
<main class="sheet">
<p class="brand">${mark} Rådslag</p>
<h1>${subject}</h1>
${blocks.map((block) => html`${blockOf(block)}\n`)}<p class="small end">${lines(footer)}</p>
</main>
</body>
</html>
`

function blockOf(block: MailBlock): Html {
  switch (block.kind) {
    case 'heading':
      return html`<h2>${block.text}</h2>`
    case 'paragraph':
      return html`<p>${lines(block.text)}</p>`
    case 'small':
      return html`<p class="small">${lines(block.text)}</p>`
    case 'facts':
      return html`<table>${block.facts.map(({ term, value }) => html`<tr><th scope="row">${term}</th><td>${lines(value)}</td></tr>`)}</table>`
    case 'code':
      return html`<p class="code">${block.code}</p>`
    case 'button':
      return html`<p class="act"><a href="${linkOf(block.url)}">${block.label}</a></p>`
    case 'link':
      return html`<p><a href="${linkOf(block.url)}">${block.label}</a></p>`
    case 'list':
      return html`<ul>${block.items.map((item) => html`<li>${lines(item)}</li>`)}</ul>`
    case 'quote':
      return html`<blockquote>${lines(block.text)}${block.by && html`<p class="small">${block.by}</p>`}</blockquote>`
  }
}

/** A letter leads only to whole addresses: there is no page that they could be relative to. */
const linkOf = (url: string): string => (/^(https?:\/\/|mailto:)/i.test(url) ? url : '#')
