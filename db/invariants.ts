import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from './client.ts'

export type Finding = { invariant: string; detail: string }

/** Findings that one invariant may list. */
const FINDINGS_MAX = 100

/**
 * Re-derives whatever the database holds twice and verifies the chains of history. Each query selects what is wrong,
 * with one column `detail`; an empty result means that the invariant holds.
 */
export const INVARIANTS: Record<string, SQL> = {
  'history is chained': sql`
    select h.entity || ' ' || h.entity_id || ' #' || h.sequence as detail from (
      select *, lag(hash, 1, '') over chain as hash_before, row_number() over chain as place
      from history window chain as (partition by entity, entity_id order by sequence)) h
    where h.previous_hash <> h.hash_before or h.sequence <> h.place or h.hash <> history_hash(
      h.entity, h.entity_id, h.sequence, h.type, h.actor_id, h.acted_as, h.at, h.from_status, h.to_status,
      h.reason, h.data, h.request_id, h.previous_hash)`,

  ...Object.fromEntries(
    (
      [
        ['call', 'calls'],
        ['application', 'applications'],
        ['assignment', 'assignments'],
        ['review', 'reviews'],
        ['decision', 'decisions'],
        ['grant', 'grants'],
        ['report', 'reports'],
        ['publication', 'publications'],
      ] as const
    ).map(([entity, table]) => [
      `status of each ${entity} is the last in its history`,
      sql`select o.id::text || ' is ' || o.status || ', history says ' || coalesce(h.to_status, 'nothing') as detail
        from ${sql.identifier(table)} o
        left join lateral (select to_status from history
          where entity = ${entity} and entity_id = o.id and to_status is not null
          order by sequence desc limit 1) h on true
        where h.to_status is distinct from o.status`,
    ]),
  ),

  'requested amount is the sum of the budget': sql`
    select a.reference as detail from applications a
    left join (select application_id, sum(amount_cents) as total from budget_lines group by 1) b on b.application_id = a.id
    where a.requested_cents <> coalesce(b.total, 0)`,

  'the counting revision exists and was not taken back': sql`
    select a.reference as detail from applications a
    left join revisions r on r.application_id = a.id and r.number = a.revision_number
    where a.status not in ('draft', 'withdrawn') and (r.id is null or r.taken_back_at is not null)`,

  'each application has one accepted main applicant': sql`
    select a.reference as detail from applications a
    where (select count(*) from participants p where p.application_id = a.id
      and p.role = 'main_applicant' and p.status = 'accepted') <> 1`,

  'weights of a published call make 100': sql`
    select c.slug as detail from calls c
    where c.status <> 'draft' and (select coalesce(sum(weight), 0) from criteria where call_id = c.id) <> 100`,

  'the form of a published call is frozen': sql`
    select c.slug as detail from calls c join forms f on f.call_id = c.id
    where c.status <> 'draft' and f.frozen_at is null`,

  'nobody reads what they have a conflict of interest with': sql`
    select x.id::text as detail from assignments x
    join applications a on a.id = x.application_id
    join conflicts c on c.application_id = x.application_id and c.person_id = x.person_id and c.status = 'standing'
    where x.status in ('invited', 'accepted') or (x.status = 'completed' and a.status <> 'decided')`,

  'a completed assignment has a submitted review': sql`
    select x.id::text as detail from assignments x left join reviews r on r.assignment_id = x.id
    where x.status = 'completed' and r.status is distinct from 'submitted'`,

  'scores stand on their criterion’s scale': sql`
    select s.review_id::text as detail from review_scores s join criteria c on c.id = s.criterion_id
    where s.score is not null and s.score not between c.scale_min and c.scale_max`,

  'decisions of a call are released at one instant': sql`
    select a.call_id::text as detail from decisions d join applications a on a.id = d.application_id
    where d.released_at is not null group by a.call_id having count(distinct d.released_at) > 1`,

  'awards keep to the envelope of the call': sql`
    select c.slug as detail from decisions d join applications a on a.id = d.application_id join calls c on c.id = a.call_id
    where d.outcome = 'awarded' and d.status in ('recorded', 'released') and c.envelope_cents is not null
    group by c.id having sum(d.amount_cents) > c.envelope_cents`,

  'a grant has the amount of its decision': sql`
    select g.reference as detail from grants g join decisions d on d.id = g.decision_id
    where g.amount_cents <> d.amount_cents or d.outcome <> 'awarded' or d.status <> 'released'`,

  'pages of a publication are whole': sql`
    select p.slug as detail from publications p
    join lateral (select count(*) as n, max(number) as last from publication_pages where publication_id = p.id) x on true
    where x.n > 0 and (x.n <> x.last or (p.page_count is not null and x.last > p.page_count))`,

  'families have no chains': sql`
    select p.slug as detail from publications p join publications m on m.id = p.family_main_id
    where m.family_main_id is not null`,

  'the main file is one, and its pages are of what is present': sql`
    select p.slug as detail from publications p
    where (select count(*) from publication_files f where f.publication_id = p.id and f.kind = 'main'
      and f.replaced_at is null) <> 1 and exists (select 1 from publication_files f where f.publication_id = p.id and f.kind = 'main')`,

  'an assigned ISBN stands on its publication': sql`
    select i.written as detail from isbns i join publications p on p.id = i.publication_id
    where regexp_replace(coalesce(p.isbn, ''), '[^0-9Xx]', '', 'g') <> i.isbn`,

  'municipalities are places in a country of the publication': sql`
    select p.slug || ': ' || m.code as detail from publications p, unnest(p.municipalities) m(code)
    left join places l on l.code = m.code
    where l.code is null or not (l.country = any(p.countries))`,

  'evidence is for goals of the publication': sql`
    select p.slug || ': ' || e.goal as detail from publications p, jsonb_object_keys(p.sdg_evidence) e(goal)
    where not (e.goal::int = any(p.sdgs))`,

  'no old address is the present one of another publication': sql`
    select o.path as detail from old_addresses o join publications p on o.path = '/publications/' || p.slug
    where p.id <> o.publication_id`,
}

/** All findings, at most a hundred for each invariant. */
export const checkInvariants = async (tx: Tx): Promise<Finding[]> => {
  const findings: Finding[] = []
  for (const [invariant, query] of Object.entries(INVARIANTS)) {
    const rows = await tx.execute<{ detail: string }>(sql`${query} limit ${FINDINGS_MAX}`)
    for (const row of rows) findings.push({ invariant, detail: row.detail })
  }
  return findings
}
