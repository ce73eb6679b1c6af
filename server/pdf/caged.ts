/** What runs inside the cage: one task, its input as JSON on stdin, its output as lines of JSON on stdout. */
import { writeSync } from 'node:fs'
import { text } from 'node:stream/consumers'

const send = (line: unknown): void => {
  const bytes = Buffer.from(`${JSON.stringify(line)}\n`)
  for (let sent = 0; sent < bytes.length; ) sent += writeSync(1, bytes, sent)
}

// Libraries like to tell of what they met; stdout is ours alone.
for (const name of ['log', 'info', 'warn', 'error', 'debug'] as const) console[name] = () => {}

const input = JSON.parse(await text(process.stdin))
switch (process.argv[2]) {
  case 'inspect': {
    const { inspect } = await import('./inspection.ts')
    send(await inspect(input))
    break
  }
  case 'text': {
    const { extract } = await import('./extraction.ts')
    await extract(input, send)
    break
  }
  case 'front': {
    const { readFrontMatter } = await import('./front-matter.ts')
    await readFrontMatter(input, send)
    break
  }
  case 'reflow': {
    const { reflow } = await import('./reflowing.ts')
    await reflow(input, send)
    break
  }
  case 'copy': {
    const { copy } = await import('./copying.ts')
    await copy(input, send)
    break
  }
  case 'picture': {
    const { picture } = await import('./picturing.ts')
    await picture(input, send)
    break
  }
  case 'assemble': {
    const { assemble } = await import('./assembly.ts')
    await assemble(input, send)
    break
  }
}
// A worker thread or timer of a library must not keep the process.
process.exit(0)
