import type { Block } from '../pdf/document.ts'
import type { DossierInput } from '../pdf/dossier.ts'
import { type AnswerGroup, type DossierContent, groupAnswers, paragraphsOf } from './content.ts'
import { texts } from './texts.ts'

/** The dossier as a document to be written: cover, then sections and budget; attachments by their digests. */
export type DossierDocument = Omit<DossierInput, 'attachments'> & {
  attachments: { title: string; name: string; sha256: string }[]
}

export const dossierDocument = (content: DossierContent): DossierDocument => ({
  title: `${content.reference} ${content.title}`,
  language: content.language,
  reference: content.reference,
  createdAt: content.submittedAt,
  footer: content.title,
  cover: cover(content),
  body: [...content.sections.flatMap(section), ...budget(content)],
  attachments: content.attachments.map(({ title, name, sha256 }) => ({ title, name, sha256 })),
})

const cover = (content: DossierContent): Block[] => {
  const t = texts[content.language]
  return [
    { kind: 'heading', level: 1, text: content.title },
    { kind: 'paragraph', style: 'lede', text: content.callTitle },
    { kind: 'facts', items: content.facts.filter(({ term }) => term !== t.call) },
    {
      kind: 'facts',
      items: content.people.map(({ name, role, organisation, note }) => ({
        term: capital(role),
        text: [name, organisation, note].filter((part) => part !== '').join(', '),
      })),
    },
    {
      kind: 'paragraph',
      style: 'mono',
      text: `${t.revision} ${content.number}. ${t.digest}: ${content.sha256}`,
    },
  ]
}

const section = ({ title, answers }: DossierContent['sections'][number]): Block[] => [
  { kind: 'heading', level: 2, text: title },
  ...groupAnswers(answers).flatMap(block),
]

const block = (group: AnswerGroup): Block[] => {
  if (group.kind === 'short')
    return [
      {
        kind: 'facts',
        items: group.answers.map(({ question, answer }) => ({
          term: question,
          text: answer?.kind === 'text' ? answer.text : '–',
        })),
      },
    ]
  const { question, answer } = group.answer
  return [
    { kind: 'heading', level: 3, text: question },
    ...(answer === null
      ? [{ kind: 'paragraph' as const, style: 'soft' as const, text: '–' }]
      : answer.kind === 'list'
        ? [{ kind: 'list' as const, items: answer.items }]
        : paragraphsOf(answer.text).map((text) => ({ kind: 'paragraph' as const, text }))),
  ]
}

const budget = (content: DossierContent): Block[] => {
  const t = texts[content.language]
  const given = content.budget
  if (given === null) return []
  return [
    { kind: 'heading', level: 2, text: t.budget },
    {
      kind: 'table',
      caption: t.budgetCaption(given.currency),
      columns: [
        { label: t.year, width: 0.08 },
        { label: t.category, width: 0.24 },
        { label: t.what },
        { label: t.amount, align: 'end', width: 0.2 },
      ],
      rows: given.lines.map((line) => [line.year, line.category, line.description, line.amount]),
      totals: [t.total, '', '', given.total],
    },
    ...(given.years.length > 1
      ? [
          {
            kind: 'facts' as const,
            items: given.years.map(({ year, amount }) => ({
              term: `${t.year} ${year}`,
              text: amount,
            })),
          },
        ]
      : []),
  ]
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)
