import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import type { App } from '../app.ts'
import { csv } from '../csv.ts'
import { wordedFor } from '../publications/rules.ts'
import { officeUsePage } from './pages.ts'
import { type Exception, type Impossible, refuseCustomer } from './report-query.ts'
import { listMembers, listReports, makeReport, status } from './reporting.ts'
import { addMonths, firstDay, lastDay, laterOf, monthOf } from './rules.ts'
import { listForExport, listForOffice, MEASURES, type Measure, OFFICE_PAGE_SIZE } from './store.ts'
import { texts } from './texts.ts'

const REPORT_LIMIT = { max: 60, timeWindow: '1 minute' }
const FRESH_SECONDS = 600
const PARAMETER_LENGTH_MAX = 500
/** Months across the office's table. */
const OFFICE_MONTHS_MAX = 24
const OFFICE_MONTHS_SHOWN = 6

const parameters = z.record(
  z.string().max(100),
  z.union([z.string().max(PARAMETER_LENGTH_MAX), z.array(z.string().max(PARAMETER_LENGTH_MAX))]),
)
const month = z
  .string()
  .regex(/^2\d{3}-(?:0[1-9]|1[0-2])$/)
  .optional()
  .catch(undefined)
const officeQuery = z.object({
  from: month,
  to: month,
  measure: z
    .enum(Object.keys(MEASURES) as [Measure, ...Measure[]])
    .optional()
    .catch(undefined),
  page: z
    .string()
    .regex(/^[1-9]\d{0,3}$/)
    .optional()
    .catch(undefined),
})

/** COUNTER's own interface (release 5.1), public and without a key, and the office's figures. */
export const usageRoutes = async (app: App): Promise<void> => {
  const open = { access: 'public' as const, rateLimit: REPORT_LIMIT }
  const schema = { querystring: parameters }

  app.get('/r51/status', { config: open, schema }, async (request, reply) =>
    sendJson(reply, status(request.context)),
  )

  app.get('/r51/members', { config: open, schema }, async (request, reply) => {
    const refusal = refuseCustomer(single(request.query))
    return refusal ? sendImpossible(reply, refusal) : sendJson(reply, listMembers())
  })

  app.get('/r51/reports', { config: open, schema }, async (request, reply) => {
    const refusal = refuseCustomer(single(request.query))
    return refusal
      ? sendImpossible(reply, refusal)
      : sendJson(reply, await listReports(request.context))
  })

  for (const report of ['PR', 'IR'] as const)
    app.get(
      `/r51/reports/${report.toLowerCase()}`,
      { config: open, schema },
      async (request, reply) => {
        const answer = await makeReport(request.context, report, single(request.query))
        return 'report' in answer ? sendJson(reply, answer.report) : sendImpossible(reply, answer)
      },
    )

  app.get(
    '/office/usage',
    { config: { access: 'staff' }, schema: { querystring: officeQuery } },
    async (request, reply) => {
      const { context, query, view } = request
      const period = periodOf(query, context.clock.now())
      const measure = query.measure ?? 'readings'
      const page = Number(query.page ?? 1)
      const rows = await listForOffice(context.db, { ...daysOf(period), measure, page })
      return reply.page(
        officeUsePage(view, { rows, ...period, measure, page, pageSize: OFFICE_PAGE_SIZE }),
      )
    },
  )

  app.get(
    '/office/usage.csv',
    { config: { access: 'staff' }, schema: { querystring: officeQuery } },
    async (request, reply) => {
      const { context, language, query } = request
      const period = periodOf(query, context.clock.now())
      const t = texts[language]
      const fields = Object.keys(t.figures) as (keyof typeof t.figures)[]
      const rows = await listForExport(context.db, daysOf(period))
      return reply
        .type('text/csv; charset=utf-8')
        .header(
          'content-disposition',
          `attachment; filename="usage-${period.from}-${period.to}.csv"`,
        )
        .send(
          csv([
            [
              t.publication,
              t.address,
              t.month,
              t.audience,
              ...fields.map((field) => t.figures[field]),
            ],
            ...rows.map((row) => [
              wordedFor(row.title, row.language, row.language)?.text ?? '',
              `${context.config.baseUrl}/publications/${row.slug}`,
              row.month,
              t.audiences[row.audience],
              ...fields.map((field) => String(row[field])),
            ]),
          ]),
        )
    },
  )
}

/** A repeated parameter is read as COUNTER writes several values. */
const single = (query: z.infer<typeof parameters>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(query).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join('|') : value,
    ]),
  )

const sendJson = (reply: FastifyReply, body: object) =>
  reply
    .type('application/json; charset=utf-8')
    .header('cache-control', `public, max-age=${FRESH_SECONDS}`)
    .header('access-control-allow-origin', '*')
    .header('x-robots-tag', 'noindex')
    .send(JSON.stringify(body))

const sendImpossible = (reply: FastifyReply, { status, exception }: Impossible) =>
  reply
    .code(status)
    .type('application/json; charset=utf-8')
    .send(JSON.stringify(exception satisfies Exception))

/** Half a year until now where nothing is chosen; never more months than the table is wide. */
const periodOf = (
  { from, to }: { from?: string | undefined; to?: string | undefined },
  now: Date,
): { from: string; to: string } => {
  const last = to ?? monthOf(now)
  const first = from ?? addMonths(last, 1 - OFFICE_MONTHS_SHOWN)
  const [earlier, later] = first <= last ? [first, last] : [last, first]
  const earliest = addMonths(later, 1 - OFFICE_MONTHS_MAX)
  return { from: laterOf(earlier, earliest), to: later }
}

const daysOf = ({ from, to }: { from: string; to: string }) => ({
  from: firstDay(from),
  to: lastDay(to),
})
