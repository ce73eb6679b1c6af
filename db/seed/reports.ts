import { readFile } from 'node:fs/promises'
import type { Block, writePdf } from '../../server/pdf/document.ts'
import { blocksFromText } from '../../server/pdf/markdown.ts'
import { emptyDraft, type PublicationDraft } from '../../server/publications/draft.ts'
import {
  actOnPublication,
  attachFile,
  createPublication,
} from '../../server/publications/operations.ts'
import { findSeries, SERIES, seriesLabel } from '../../server/vocabulary/publication-types.ts'
import { SAMPLE_REPORTS } from './content/reports.ts'
import type { SampleReport } from './content/types.ts'
import { keepPdf, type Paper } from './papers.ts'
import { actingAt, instantAt, organisationOf, type Stage } from './stage.ts'

const WRITER = 'officer@example.org'
const APPROVER = 'officer2@example.org'
const WRITTEN_DAY = -100
const PUBLISHED_DAY = -90
const LONG_FROM_BLOCKS = 60

/** The PDFs of the sample reports by their keys, written from their texts and kept in storage. */
export const writeReports = async (stage: Stage): Promise<Map<string, Paper>> => {
  const papers = new Map<string, Paper>()
  for (const report of SAMPLE_REPORTS) {
    const document = await documentOf(stage, report)
    papers.set(report.key, await keepPdf(stage.context.storage, document, `${report.key}.pdf`))
  }
  return papers
}

/** A sample report as it is set, with the text in `content/reports`. */
export const documentOf = async (
  stage: Pick<Stage, 'today'>,
  report: SampleReport,
): Promise<Parameters<typeof writePdf>[0]> => {
  const text = await readFile(new URL(`content/reports/${report.key}.md`, import.meta.url), 'utf8')
  const series = seriesLabel(report.series, report.language === 'sv' ? 'sv' : 'en')
  return {
    title: titleOf(report),
    language: report.language,
    reference: `${series} ${report.number}`,
    createdAt: instantAt(stage, { day: WRITTEN_DAY, clock: '12:00' }),
    author: report.authors.map(({ name }) => name).join(', '),
    footer: shortTitleOf(report),
    blocks: blocksOf(report, text),
  }
}

/** Publishes the sample reports that come from no grant: one officer writes, the other approves. */
export const seedReports = async (
  stage: Stage,
  papers: ReadonlyMap<string, Paper>,
  reports: readonly SampleReport[],
): Promise<void> => {
  for (const [index, report] of reports.entries()) {
    const at = (day: number, clock: string, email: string) =>
      actingAt(stage, { day: day + index, clock }, email)
    const paper = papers.get(report.key)
    if (!paper) throw new Error(`${report.key} has no file`)
    const writing = at(WRITTEN_DAY, '13:00', WRITER)
    const draft = await createPublication(writing, draftOf(stage, report))
    const { stored } = paper
    const filed = await attachFile(writing, draft.id, { stored, version: draft.version })
    await publish(stage, filed, {
      writtenOn: WRITTEN_DAY + index,
      publishedOn: PUBLISHED_DAY + index,
    })
  }
}

/** Hands a draft in, approves it and publishes it. */
export const publish = async (
  stage: Stage,
  { id, version }: { id: string; version: number },
  { writtenOn, publishedOn }: { writtenOn: number; publishedOn: number },
): Promise<void> => {
  const writing = actingAt(stage, { day: writtenOn, clock: '15:30' }, WRITER)
  const approving = actingAt(stage, { day: publishedOn, clock: '09:20' }, APPROVER)
  const submitted = await actOnPublication(writing, id, { act: 'submit', version })
  const approved = await actOnPublication(approving, id, {
    act: 'approve',
    version: submitted.version,
  })
  await actOnPublication(approving, id, { act: 'publish', version: approved.version })
}

export const draftOf = (stage: Stage, report: SampleReport): PublicationDraft => {
  const series = findSeries(report.series)
  return {
    ...emptyDraft(report.language),
    type: SERIES.find(({ key }) => key === series)?.type ?? 'report',
    series,
    number: report.number,
    title: report.title,
    abstract: report.abstract,
    keyMessages: report.keyMessages,
    contributors: report.authors.map(({ name, organisation }) => ({
      name,
      orcid: null,
      organisation: organisationOf(stage, organisation).name,
      role: 'author',
    })),
    year: report.year,
    countries: report.countries,
    themes: report.themes,
    sdgs: report.sdgs,
    coreValues: report.coreValues,
    licence: report.licence,
    plainSummary: report.plainSummary ?? {},
    municipalities: report.municipalities ?? [],
    sdgEvidence: report.sdgEvidence ?? {},
    audiences: report.audiences ?? [],
    tiers: report.tiers ?? [],
    studyTypes: report.studyTypes ?? [],
    funding: (report.funding ?? []).map((row) => ({
      ...row,
      grant: null,
      awardTitle: null,
      awardUri: null,
    })),
  }
}

/** A rule in the text begins a page; a long report has its contents after the first one. */
const blocksOf = (report: SampleReport, text: string): Block[] => {
  const blocks = blocksFromText(text).map(
    (block): Block => (block.kind === 'rule' ? { kind: 'pageBreak' } : block),
  )
  const first = blocks.findIndex(({ kind }) => kind === 'pageBreak')
  if (blocks.length < LONG_FROM_BLOCKS || first < 0) return blocks
  const contents: Block = { kind: 'contents', title: CONTENTS[report.language] ?? 'Contents' }
  return [...blocks.slice(0, first + 1), contents, ...blocks.slice(first)]
}

const CONTENTS: Record<string, string> = { sv: 'Innehåll', en: 'Contents', es: 'Contenido' }

const titleOf = (report: SampleReport): string => report.title[report.language] ?? report.title.en

const shortTitleOf = (report: SampleReport): string => titleOf(report).split(/[:?]/)[0] ?? ''
