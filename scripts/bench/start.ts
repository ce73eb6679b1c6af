import { atMost, type Bench } from './figure.ts'
import { runPortal, withDirectory } from './portal.ts'

/** From the command to being ready, in a new data directory (with sample data) and in the same one again. */
export const start: Bench = () =>
  withDirectory(async (dataDir) => {
    const first = await runPortal(dataDir)
    await first.stop()
    const second = await runPortal(dataDir)
    await second.stop()
    const unit = 's'
    return [
      atMost('start-first', first.readyMs / 1000, {
        target: 10,
        unit,
        detail: 'embedded, new data directory, sample data put in',
      }),
      atMost('start-second', second.readyMs / 1000, {
        target: 3,
        unit,
        detail: 'embedded, the same data directory',
      }),
    ]
  })
