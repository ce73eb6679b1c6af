import type { Context } from '../context.ts'
import type { Language } from '../language.ts'
import { mailDocument } from '../views/mail.ts'
import { texts } from './texts.ts'

/** What became of a proposed organisation. */
export const settledMail = (
  given: {
    language: Language
    name: string
    context: Pick<Context, 'config'>
  } & (
    | { outcome: 'confirmed' }
    | { outcome: 'declined'; reason: string; replacement: string | null }
  ),
) => {
  const t = texts[given.language].mail
  const { baseUrl, funder } = given.context.config
  return mailDocument({
    language: given.language,
    subject: given.outcome === 'confirmed' ? t.confirmed(given.name) : t.declined(given.name),
    blocks: [
      {
        kind: 'paragraph',
        text: given.outcome === 'confirmed' ? t.confirmedText(given.name) : given.reason,
      },
      ...(given.outcome === 'declined' && given.replacement !== null
        ? [{ kind: 'paragraph' as const, text: t.replaced(given.replacement) }]
        : []),
      { kind: 'button', label: t.toProfile, url: `${baseUrl}/${given.language}/profile` },
    ],
    footer: funder,
  })
}
