import { type Html, html } from '../html.ts'
import { catalogue } from '../language.ts'
import { explain } from '../refusals.ts'
import type { View } from '../view.ts'
import { group, pageHead, prose } from '../views/head.ts'
import { layout } from '../views/layout.ts'
import { disclosure } from '../views/lists.ts'
import { type ApiOperation, operationsOf } from './operations-of.ts'

/** The contract as a page: what there is, what goes in, what comes out. */
export const apiPage = (view: View, document: unknown): Html => {
  const t = texts[view.language]
  return layout(view, {
    title: t.title,
    main: html`${pageHead(view, { title: t.title, lede: t.lede })}
${prose(html`<p><a href="/api/v1/openapi.json">${t.document}</a></p><p>${t.harvesting} <a href="/oai?verb=Identify">OAI-PMH 2.0</a>, <a href="/sitemap.xml">sitemap.xml</a>, <a href="${view.to('/publications.atom')}">Atom</a></p>${t.rules.map((rule) => html`<p>${rule}</p>`)}`)}
${[...operationsOf(document)].map(([noun, operations]) =>
  group({
    id: noun,
    title: html`<code>${noun}</code>`,
    body: html`${operations.map((operation) => operationBlock(view, operation))}`,
  }),
)}`,
  })
}

/** What the `type` of an error leads to. */
export const problemPage = (view: View, code: string): Html =>
  layout(view, {
    title: code,
    robots: 'noindex',
    main: html`${pageHead(view, { title: code, work: true })}
${prose(html`<p>${explain({ reason: code.replaceAll('-', '_') }, view.language)}</p>`)}`,
  })

const operationBlock = (view: View, operation: ApiOperation): Html => {
  const t = texts[view.language]
  return html`<section class="entry">
<p class="at"><b>${operation.method}</b></p>
<div>
<h3 class="h4"><code>${operation.path}</code></h3>
<p>${operation.summary}</p>
${operation.description !== '' && html`<p class="soft">${operation.description}</p>`}
${
  operation.parameters.length > 0 &&
  html`<p class="soft">${t.parameters} ${operation.parameters
    .map(({ name, isRequired }) => (isRequired ? `${name}*` : name))
    .join(', ')}</p>`
}
${operation.body !== null && disclosure(t.body, html`<pre tabindex="0"><code>${operation.body}</code></pre>`)}
${operation.answers.map(({ status, description, schema }) =>
  schema === null
    ? html`<p class="soft">${status} ${description}</p>`
    : disclosure(`${status} ${description}`, html`<pre tabindex="0"><code>${schema}</code></pre>`),
)}
</div>
</section>`
}

const texts = catalogue({
  en: {
    title: 'Open data and API',
    lede: 'All that the pages do can be done by programs too, within the same rights.',
    document: 'The contract as OpenAPI 3.1 (JSON)',
    harvesting: 'For harvesters and search engines:',
    rules: [
      'Publications, calls and awards are open to all, without a key. For the rest, sign in as on the pages: ask for a code by mail, then send it in; the answer sets a session cookie.',
      'Errors are problem details (RFC 9457) with a stable type; errors[] points into what was sent.',
      'Send an Idempotency-Key with every POST: a repetition then gets the first answer. Drafts have an ETag; send it back as If-Match.',
      'Lists have items, total and next; give next back as it is to go on.',
    ],
    parameters: 'Parameters:',
    body: 'Body',
  },
  sv: {
    title: 'Öppna data och API',
    lede: 'Allt som sidorna gör kan också göras av program, med samma rättigheter.',
    harvesting: 'För skördare och sökmotorer:',
    document: 'Beskrivningen som OpenAPI 3.1 (JSON)',
    rules: [
      'Publikationer, utlysningar och beviljade bidrag är öppna för alla, utan nyckel. För det övriga loggar man in som på sidorna: begär en kod per e-post och skicka in den; svaret sätter en sessionskaka.',
      'Fel lämnas som problem details (RFC 9457) med en beständig typ; errors[] pekar in i det som skickades.',
      'Skicka en Idempotency-Key med varje POST: en upprepning får då det första svaret. Utkast har en ETag; skicka tillbaka den som If-Match.',
      'Listor har items, total och next; skicka tillbaka next som det är för att fortsätta.',
    ],
    parameters: 'Parametrar:',
    body: 'Innehåll',
  },
})
