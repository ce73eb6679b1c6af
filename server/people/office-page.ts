import { type Html, html } from '../html.ts'
import type { Queue } from '../queue.ts'
import type { View } from '../view.ts'
import { formatNumber, timeTag } from '../views/format.ts'
import { group, pageHead } from '../views/head.ts'
import { layout } from '../views/layout.ts'
import { table } from '../views/tables.ts'
import { texts } from './texts.ts'
import { type WorkSection, workSection } from './work-page.ts'

/** A register of the office: the way to it, and how many it holds of each kind. */
export type OfficeRegister = {
  title: string
  href: string
  counts: readonly { word: string; count: number; isWaiting?: boolean | undefined }[]
}

export type OfficeModel = {
  registers: readonly OfficeRegister[]
  sections: readonly WorkSection[]
  failed: Awaited<ReturnType<Queue['failed']>>
}

export const FAILED_SHOWN_MAX = 20

/** The office's start page: the registers with what waits in each, and what went wrong by itself. */
export const officePage = (view: View, model: OfficeModel): Html => {
  const t = texts[view.language].office
  const { newest, total } = model.failed
  return layout(view, {
    title: t.title,
    current: 'office',
    robots: 'noindex',
    main: html`${pageHead(view, { title: t.title, lede: t.lede, work: true })}
${group({
  id: 'registers',
  title: t.registers,
  body: html`<ul class="entries">${model.registers.map(
    (register) => html`<li class="entry">
<p class="at due"><b>${formatNumber(view.language, register.counts[0]?.count ?? 0)}</b> ${register.counts[0]?.word}</p>
<div><h3 class="title"><a href="${view.to(register.href)}">${register.title}</a></h3><p class="facts">${register.counts
      .slice(1)
      .map(
        ({ word, count }) => html`<span>${formatNumber(view.language, count)} ${word}</span>`,
      )}</p></div>
</li>`,
  )}</ul>`,
})}
${model.sections.map((section) => workSection(view, section))}
${group({
  id: 'failed',
  title: t.failed,
  body:
    newest.length === 0
      ? html`<p class="soft">${t.failedNone}</p>`
      : html`${table(view, {
          caption: t.failed,
          hiddenCaption: true,
          columns: [{ label: t.job }, { label: t.failedAt }, { label: t.why }],
          rows: newest.map((job) => [
            html`<code>${job.name}</code>`,
            job.failedAt && timeTag(view, job.failedAt),
            reasonOf(job.output),
          ]),
        })}${total > newest.length && html`<p class="soft">${t.failedMore(total - newest.length)}</p>`}`,
})}`,
  })
}

const REASON_SHOWN_MAX = 200

/** The first line of what was thrown: enough to know where to look in the log. */
const reasonOf = (output: unknown): string => {
  const message =
    typeof output === 'object' && output !== null
      ? 'message' in output
        ? output.message
        : 'gaveUp' in output
          ? output.gaveUp
          : ''
      : output
  return (
    String(message ?? '')
      .split('\n')[0]
      ?.slice(0, REASON_SHOWN_MAX) ?? ''
  )
}
