import { z } from 'zod'
import { bilingual, formDefinition } from '../forms/definition-schema.ts'
import { wholeList } from '../schema.ts'
import type { ListedCall } from './listing.ts'
import { type Call, callPhase } from './rules.ts'
import { country, criteriaList, criterion, theme } from './schema.ts'

export const PER_PAGE_MAX = 100
const PER_PAGE = 20

export const listQuery = z.strictObject({
  state: z.enum(['draft', 'upcoming', 'open', 'closed', 'withdrawn', 'archived']).optional(),
  theme: theme.optional(),
  country: country.optional(),
  after: z.string().max(200).optional(),
  per_page: z
    .string()
    .regex(/^\d{1,3}$/)
    .transform(Number)
    .pipe(z.int().min(1).max(PER_PAGE_MAX))
    .default(PER_PAGE),
})

export const callParams = z.object({ id: z.string().max(120) })
export const criteriaBody = z.strictObject({ criteria: criteriaList }).meta({ id: 'CallCriteria' })
export const actBody = z.strictObject({}).nullish()

const said = bilingual(100_000)

const listedCallView = z
  .object({
    id: z.uuid(),
    slug: z.string(),
    url: z.string(),
    /** By the clock: upcoming, open, closed; or as it was put: draft, withdrawn, archived. */
    state: z.string(),
    instrument: z.string(),
    audience: z.string(),
    title: said,
    summary: said,
    themes: z.array(z.string()),
    coreValues: z.array(z.string()),
    sdgs: z.array(z.number()),
    countries: z.array(z.string()),
    currency: z.string(),
    amountMinCents: z.number().nullable(),
    amountMaxCents: z.number().nullable(),
    envelopeCents: z.number().nullable(),
    overheadMaxPercent: z.number().nullable(),
    durationMonthsMin: z.number().nullable(),
    durationMonthsMax: z.number().nullable(),
    opensAt: z.iso.datetime(),
    closesAt: z.iso.datetime(),
    zone: z.string(),
    decisionPlannedOn: z.string().nullable(),
    publishedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'ListedCall' })

/** What anyone may know of a call: no names of officers. */
export const callView = listedCallView
  .extend({
    version: z.int(),
    texts: z.record(z.string(), said),
    contactEmail: z.string(),
    criteria: z.array(criterion),
    form: formDefinition.nullable(),
  })
  .meta({ id: 'Call' })

export const callListView = z
  .object({
    items: z.array(listedCallView),
    total: z.int(),
    /** Value of `after` for the page that follows; null at the end. */
    next: z.string().nullable(),
  })
  .meta({ id: 'CallList' })

export const gapsView = wholeList(
  z.object({ part: z.string(), code: z.string(), detail: z.string() }),
  'CallMissing',
)

export const toListedView = (
  call: ListedCall,
  { baseUrl, now }: { baseUrl: string; now: Date },
): z.input<typeof listedCallView> => ({
  ...call,
  url: `${baseUrl}/calls/${call.slug}`,
  state: callPhase(call, now),
  opensAt: call.opensAt.toISOString(),
  closesAt: call.closesAt.toISOString(),
  publishedAt: call.publishedAt?.toISOString() ?? null,
})

export const toView = (
  call: Call,
  given: { baseUrl: string; now: Date },
): z.input<typeof callView> => ({
  ...toListedView(call, given),
  version: call.version,
  texts: call.texts,
  contactEmail: call.contactEmail,
  criteria: call.criteria.map(({ id: _id, position: _position, ...rest }) => rest),
  form: call.form?.definition ?? null,
})
