import { eq } from 'drizzle-orm'
import { beginDeposit } from '../../server/grants/depositing.ts'
import {
  attachDepositFile,
  saveDeposit,
  submitDeposit,
} from '../../server/publications/depositing.ts'
import { draftWithin } from '../../server/publications/draft.ts'
import { getPublication } from '../../server/publications/operations.ts'
import { grants } from '../schema/index.ts'
import type { SeededApplication } from './applications.ts'
import { SAMPLE_ARTICLE, SAMPLE_BRIEF } from './content/deposits.ts'
import { keepPdf, type Paper } from './papers.ts'
import { actingAt, instantAt, type Stage } from './stage.ts'

const WRITTEN_DAY = -9
const DEPOSITED_DAY = -6

export const writeBrief = (stage: Stage): Promise<Paper> => {
  const { application: _, file, ...document } = SAMPLE_BRIEF
  const createdAt = instantAt(stage, { day: WRITTEN_DAY, clock: '12:00' })
  return keepPdf(stage.context.storage, { ...document, reference: '', createdAt }, file)
}

/** What the holders of two grants have on its way into the library: one begins, one waits for the office. */
export const seedDeposits = async (
  stage: Stage,
  applications: readonly SeededApplication[],
  brief: Paper,
): Promise<void> => {
  const begun = await begin(stage, applications, SAMPLE_BRIEF.application)
  await attachDepositFile(begun.context, begun.id, { stored: brief.stored, version: 1 })

  const { title, abstract, message, url, application } = SAMPLE_ARTICLE
  const { context, id } = await begin(stage, applications, application)
  const draft = draftWithin(await getPublication(context.db, id))
  const saved = await saveDeposit(context, id, {
    version: 1,
    draft: {
      ...draft,
      type: 'article',
      title: { en: title },
      abstract: { en: abstract },
      keyMessages: { en: [message] },
      url,
    },
  })
  await submitDeposit(context, id, saved)
}

const begin = async (stage: Stage, applications: readonly SeededApplication[], key: string) => {
  const application = applications.find(({ sample }) => sample.key === key)
  if (!application) throw new Error(`no application ${key}`)
  const [grant] = await stage.context.db
    .select({ id: grants.id })
    .from(grants)
    .where(eq(grants.applicationId, application.id))
  if (!grant) throw new Error(`${key} has no grant`)
  const { email } = application.sample.applicant
  const context = actingAt(stage, { day: DEPOSITED_DAY, clock: '10:15' }, email)
  return { context, id: (await beginDeposit(context, grant.id)).id }
}
