import { publications } from '../../db/schema/index.ts'
import { importPublications } from '../../server/publications/operations.ts'
import { countUsage, usageRecorder, WAITING_MAX } from '../../server/usage/operations.ts'
import { isUse } from '../../server/usage/rules.ts'
import { atMost, type Bench } from './figure.ts'
import { addressOf, withPortal } from './portal.ts'

const SIZES = { small: 50_000, full: 500_000 }
const AGENTS = 500
const PUBLICATIONS = 100

/** What counting use costs: a request, a written use, a day's figures. */
export const usage: Bench = ({ isFull }) =>
  withPortal({ SEED: 'false' }, async (_portal, filling) => {
    const uses = isFull ? SIZES.full : SIZES.small
    const context = filling.contextOf()
    await importPublications(
      context,
      Array.from({ length: PUBLICATIONS }, (_, number) =>
        JSON.stringify({ title: `Publication ${number}`, language: 'en', pages: ['Words'] }),
      ),
      { baseDirectory: '.' },
    )
    const ids = (await context.db.select({ id: publications.id }).from(publications)).map(
      ({ id }) => id,
    )
    const recorder = usageRecorder(context)
    const begin = Math.floor(context.clock.now().getTime() / 86_400_000) * 86_400_000
    let [noting, flushing] = [0, 0]
    for (let done = 0; done < uses; done += WAITING_MAX) {
      const noted = performance.now()
      for (let number = done; number < done + WAITING_MAX; number++) {
        if (!isUse({ method: 'GET', status: 200, headers: {} })) continue
        recorder.note({
          publicationId: ids[number % PUBLICATIONS] ?? '',
          kind: number % 3 === 0 ? 'file' : 'page',
          accessType: 'Open',
          address: addressOf(number % 20_000),
          agent: `Mozilla/5.0 (X11; Linux x86_64; rv:${number % AGENTS}.0) Gecko/20100101 Firefox/${number % AGENTS}.0`,
          at: new Date(begin + ((number * 1_729) % 86_400_000)),
        })
      }
      const waiting = performance.now()
      await recorder.flush()
      noting += waiting - noted
      flushing += performance.now() - waiting
    }
    const counted = performance.now()
    await countUsage(context)
    const seconds = (performance.now() - counted) / 1000
    const detail = `${uses} uses of people, ${AGENTS} browsers`
    return [
      atMost('usage-note', (noting * 1000) / uses, {
        target: 10,
        unit: 'µs',
        detail: `${detail}; what a request itself waits for`,
      }),
      atMost('usage-write', (flushing * 1000) / uses, {
        target: 150,
        unit: 'µs',
        detail: `${detail}; told apart, scrambled and written, after the answers`,
      }),
      atMost('usage-count', seconds, {
        target: isFull ? 30 : 5,
        unit: 's',
        detail: `${detail} on one day`,
      }),
    ]
  })
