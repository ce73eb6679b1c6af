import { ACCESS_TYPES, type AccessType, addMonths, firstDay, lastDay, monthOf } from './rules.ts'

export const METRICS = [
  'Total_Item_Investigations',
  'Total_Item_Requests',
  'Unique_Item_Investigations',
  'Unique_Item_Requests',
] as const
export type Metric = (typeof METRICS)[number]

/** One of the exceptions of the Code of Practice 5.1, appendix D. */
export type Exception = { Code: number; Message: string; Data?: string }

/** Thrown away with its status: no report can be made. */
export type Impossible = { status: 400 | 401 | 403; exception: Exception }

/** What a report was asked for, as far as it can be given, with what cannot as exceptions. */
export type Asked = {
  /** First and last month, both in the report. */
  from: string
  to: string
  metrics: readonly Metric[]
  accessTypes: readonly AccessType[]
  /** Null: all. */
  years: readonly { from: number; to: number }[] | null
  dataTypes: readonly string[] | null
  /** Of `item_id`: null for all. */
  item: { slug: string | null; doi: string | null } | null
  shown: readonly string[]
  isTotals: boolean
  /** As the header repeats them. */
  filters: Record<string, string | string[]>
  attributes: Record<string, string | string[]>
  exceptions: readonly Exception[]
}

const IGNORED = ['customer_id', 'requestor_id', 'api_key', 'platform']
const COMMON = [
  ...IGNORED,
  'begin_date',
  'end_date',
  'metric_type',
  'data_type',
  'access_method',
  'attributes_to_show',
  'granularity',
]

/**
 * The reports there are, each with the parameters and attributes that it knows. `Article_Version` has no meaning for what
 * is not an article's version.
 */
export const REPORTS = {
  IR: {
    name: 'Item Report',
    parameters: [
      ...COMMON,
      'access_type',
      'yop',
      'item_id',
      'include_parent_details',
      'include_component_details',
    ],
    showable: [
      'Authors',
      'Publication_Date',
      'Article_Version',
      'YOP',
      'Access_Type',
      'Access_Method',
    ],
  },
  PR: { name: 'Platform Report', parameters: COMMON, showable: ['Access_Method'] },
} as const satisfies Record<
  string,
  { name: string; parameters: readonly string[]; showable: readonly string[] }
>
export type ReportId = keyof typeof REPORTS
const DATA_TYPES_KNOWN = [
  'Report',
  'Book',
  'Book_Segment',
  'Article',
  'Thesis_or_Dissertation',
  'Audiovisual',
  'Other',
]
/** Months that one report may cover. */
export const REPORT_MONTHS_MAX = 60

export const WORLD_ID = '0000000000000000'

/**
 * Reads the parameters of a report. `available` are the months with figures, or null where there are none.
 * Follows appendix D: what cannot be understood is left out and said; wrong dates make no report.
 */
export const readReportQuery = (
  sent: Readonly<Record<string, string | undefined>>,
  {
    report,
    first,
    now,
    namespace,
  }: { report: ReportId; first: string | null; now: Date; namespace: string },
): Asked | Impossible => {
  const { parameters, showable }: { parameters: readonly string[]; showable: readonly string[] } =
    REPORTS[report]
  const strange = Object.keys(sent).filter((name) => !parameters.includes(name))
  const given = Object.fromEntries(
    Object.entries(sent).filter(([name]) => parameters.includes(name)),
  )
  const refusal = refuseCustomer(given)
  if (refusal) return refusal
  if (!given['begin_date'] || !given['end_date'])
    return impossible(
      400,
      1030,
      'Insufficient Information to Process Request',
      'begin_date and end_date',
    )
  const [from, to] = [monthIn(given['begin_date'], 'begin'), monthIn(given['end_date'], 'end')]
  const present = monthOf(now)
  if (from === null || to === null || to < from || from >= present)
    return impossible(
      400,
      3020,
      'Invalid Date Arguments',
      `${given['begin_date']} to ${given['end_date']}`,
    )
  if (to > addMonths(from, REPORT_MONTHS_MAX - 1))
    return impossible(400, 3020, 'Invalid Date Arguments', `at most ${REPORT_MONTHS_MAX} months`)

  const exceptions: Exception[] = []
  const last = to >= present ? addMonths(present, -1) : to
  if (last !== to)
    exceptions.push({
      Code: 3031,
      Message: 'Usage Not Ready for Requested Dates',
      Data: `${present} and later`,
    })
  if (first !== null && from < first)
    exceptions.push({
      Code: 3032,
      Message: 'Usage No Longer Available for Requested Dates',
      Data: `available from ${first}`,
    })

  const unknown: string[] = []
  const filters: Asked['filters'] = { Begin_Date: firstDay(from), End_Date: lastDay(last) }
  const among = <T extends string>(
    name: string,
    header: string,
    values: readonly T[],
  ): readonly T[] | null => {
    const wanted = listed(given[name])
    const known = values.filter((value) => wanted.includes(value))
    unknown.push(
      ...wanted
        .filter((value) => !values.some((one) => one === value))
        .map((value) => `${name}=${value}`),
    )
    if (known.length === 0) return null
    filters[header] = [...known]
    return known
  }
  const metrics = among('metric_type', 'Metric_Type', METRICS)
  const accessTypes = among('access_type', 'Access_Type', ACCESS_TYPES)
  const dataTypes = among('data_type', 'Data_Type', DATA_TYPES_KNOWN)
  among('access_method', 'Access_Method', ['Regular'])
  const years = yearsIn(given['yop'], unknown)
  if (years) filters['YOP'] = listed(given['yop'])
  const item = itemIn(given['item_id'], namespace, unknown)
  if (item && given['item_id']) filters['Item_ID'] = given['item_id']

  const wanted = listed(given['attributes_to_show'])
  const shown = showable.filter((attribute) => wanted.includes(attribute))
  const isTotals = given['granularity'] === 'Totals'
  const unshown = [
    ...wanted
      .filter((attribute) => !showable.includes(attribute))
      .map((value) => `attributes_to_show=${value}`),
    ...(given['granularity'] && !['Month', 'Totals'].includes(given['granularity'])
      ? [`granularity=${given['granularity']}`]
      : []),
  ]
  if (isTrue(given['include_component_details']))
    exceptions.push({ Code: 3063, Message: 'Components Not Supported' })
  if (strange.length > 0)
    exceptions.push({
      Code: 3050,
      Message: 'Parameter Not Recognized in this Context',
      Data: told(strange),
    })
  if (unknown.length > 0)
    exceptions.push({ Code: 3060, Message: 'Invalid ReportFilter Value', Data: told(unknown) })
  if (unshown.length > 0)
    exceptions.push({ Code: 3062, Message: 'Invalid ReportAttribute Value', Data: told(unshown) })

  return {
    from,
    to: last,
    metrics: metrics ?? METRICS,
    accessTypes: accessTypes ?? ACCESS_TYPES,
    years,
    dataTypes,
    item,
    shown,
    isTotals,
    filters,
    attributes: {
      ...(shown.length > 0 ? { Attributes_To_Show: shown } : {}),
      ...(isTotals ? { Granularity: 'Totals' } : {}),
    },
    exceptions: exceptions.sort((a, b) => a.Code - b.Code),
  }
}

/** Our usage is the world's: nobody's institution is known, and no key is asked for. */
export const refuseCustomer = (
  given: Readonly<Record<string, string | undefined>>,
): Impossible | null =>
  given['customer_id'] === undefined || given['customer_id'] === WORLD_ID
    ? null
    : impossible(
        403,
        2010,
        'Requestor is Not Authorized to Access Usage for Institution',
        `customer_id ${WORLD_ID} is The World`,
      )

const impossible = (
  status: Impossible['status'],
  Code: number,
  Message: string,
  Data: string,
): Impossible => ({
  status,
  exception: { Code, Message, Data: Data.slice(0, DATA_MAX) },
})

const DATA_MAX = 300
const told = (values: readonly string[]): string => values.join('; ').slice(0, DATA_MAX)
const listed = (value: string | undefined): string[] =>
  (value ?? '').split('|').filter((part) => part !== '')
const isTrue = (value: string | undefined): boolean => value?.toLowerCase() === 'true'

/** `2027-02`, `2027-02-01` to begin, `2027-02-28` to end; anything else is no month. */
const monthIn = (text: string, end: 'begin' | 'end'): string | null => {
  const [, month, day] = /^(\d{4}-(?:0[1-9]|1[0-2]))(?:-(\d{2}))?$/.exec(text) ?? []
  if (month === undefined) return null
  if (day === undefined) return month
  return text === (end === 'begin' ? firstDay(month) : lastDay(month)) ? month : null
}

const yearsIn = (text: string | undefined, unknown: string[]): Asked['years'] => {
  const ranges = listed(text).flatMap((part) => {
    const [, from, to] = /^(\d{4})(?:-(\d{4}))?$/.exec(part) ?? []
    if (from !== undefined) return [{ from: Number(from), to: Number(to ?? from) }]
    unknown.push(`yop=${part}`)
    return []
  })
  return ranges.length > 0 ? ranges : null
}

const itemIn = (text: string | undefined, namespace: string, unknown: string[]): Asked['item'] => {
  if (!text) return null
  const [, scheme = '', value = ''] = /^(DOI|Proprietary):(.+)$/i.exec(text) ?? []
  if (scheme.toLowerCase() === 'doi') return { slug: null, doi: value.toLowerCase() }
  if (scheme !== '' && value.startsWith(`${namespace}:`))
    return { slug: value.slice(namespace.length + 1), doi: null }
  unknown.push(`item_id=${text}`)
  return null
}
