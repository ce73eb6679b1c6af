import type { Context } from '../context.ts'
import { dataTypeOf, itemReport, NAMESPACE, platformReport, RELEASE, THE_WORLD } from './report.ts'
import {
  type Asked,
  type Impossible,
  REPORTS,
  type ReportId,
  readReportQuery,
} from './report-query.ts'
import { addMonths, earlierOf, firstDay, lastDay, monthOf } from './rules.ts'
import {
  findFirstDay,
  findReportedIds,
  listForReport,
  listReported,
  type ReportedPublication,
} from './store.ts'

type Parameters = Readonly<Record<string, string | undefined>>

const MAKERS = { IR: itemReport, PR: platformReport } as const satisfies Record<ReportId, unknown>

/** The report that was asked for, or why there can be none. */
export const makeReport = async (
  { db, config, clock }: Context,
  report: ReportId,
  given: Parameters,
): Promise<{ report: object } | Impossible> => {
  const now = clock.now()
  const firstOf = await findFirstDay(db)
  const asked = readReportQuery(given, {
    report,
    first: firstOf === null ? null : monthOf(firstOf),
    now,
    namespace: NAMESPACE,
  })
  if ('status' in asked) return asked
  const ids = asked.item === null ? null : await findReportedIds(db, asked.item)
  const rows = (
    await listForReport(db, { from: firstDay(asked.from), to: lastDay(asked.to), ids })
  ).filter(({ accessType }) => asked.accessTypes.includes(accessType))
  const publications = (
    await listReported(db, [...new Set(rows.map(({ publicationId }) => publicationId))])
  ).filter((publication) => isAsked(asked, publication))
  const platform = { name: config.funder, baseUrl: config.baseUrl }
  return { report: MAKERS[report](asked, { rows, publications }, { platform, now }) }
}

const isAsked = ({ years, dataTypes }: Asked, { year, type }: ReportedPublication): boolean =>
  (years === null || years.some(({ from, to }) => from <= (year ?? 1) && (year ?? 1) <= to)) &&
  (dataTypes === null || dataTypes.includes(dataTypeOf(type)))

/** What reports there are, and for which months. */
export const listReports = async ({ db, config, clock }: Context): Promise<object[]> => {
  const last = addMonths(monthOf(clock.now()), -1)
  const first = monthOf((await findFirstDay(db)) ?? firstDay(last))
  return (['PR', 'IR'] as const).map((report) => ({
    Report_Name: REPORTS[report].name,
    Report_ID: report,
    Release: RELEASE,
    Report_Description: DESCRIPTIONS[report],
    Path: `${config.baseUrl}/r51/reports/${report.toLowerCase()}`,
    First_Month_Available: earlierOf(first, last),
    Last_Month_Available: last,
  }))
}

const DESCRIPTIONS: Record<ReportId, string> = {
  PR: 'Use of the library as a whole by people, by kinds of publication: investigations and requests, total and unique.',
  IR: 'Use of each publication by people, whoever they are: investigations and requests, total and unique.',
}

export const listMembers = (): object[] => [
  {
    Customer_ID: THE_WORLD.id,
    Institution_Name: THE_WORLD.name,
    Institution_ID: { Proprietary: [`${NAMESPACE}:${THE_WORLD.id}`] },
  },
]

export const status = ({ config }: Context): object[] => [
  {
    Description: `Use of the publications of ${config.funder}`,
    Service_Active: true,
  },
]
