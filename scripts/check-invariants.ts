import '../server/node-version.ts'
import { checkInvariants } from '../db/invariants.ts'
import { withPortal } from './connect.ts'

await withPortal(async (context) => {
  const findings = await checkInvariants(context.db)
  for (const finding of findings) console.log(`${finding.invariant}: ${finding.detail}`)
  console.log(findings.length === 0 ? 'All invariants hold.' : `${findings.length} findings.`)
  return findings.length === 0
})
