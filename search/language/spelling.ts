/**
 * One spelling for words that English writes in two ways, in lower case: `decentralization` → `decentralisation`,
 * `program` → `programme`, `labor` → `labour`. Other words come back as they are.
 */
export const commonSpelling = (word: string): string => {
  for (const [american, british] of PAIRS)
    if (word.startsWith(american) && ENDINGS.has(word.slice(american.length)))
      return british + word.slice(american.length)
  if (KEPT.test(word)) return word
  return word
    .replace(/iz(ation|ations|e|ed|er|ers|es|ing|ational)$/, 'is$1')
    .replace(/yz(e|ed|er|ers|es|ing)$/, 'ys$1')
}

/** Words that have their z in both. */
const KEPT = /^(?:size|prize|seize|capsize|resize|citizen|horizon|bronze|maize)(?:s|d|r|rs)?$/

/** Beginnings that differ, American first, where no rule of endings reaches. */
const PAIRS: readonly (readonly [string, string])[] = [
  ['program', 'programme'],
  ['labor', 'labour'],
  ['neighbor', 'neighbour'],
  ['behavior', 'behaviour'],
  ['harbor', 'harbour'],
  ['endeavor', 'endeavour'],
  ['favor', 'favour'],
  ['color', 'colour'],
  ['honor', 'honour'],
  ['humor', 'humour'],
  ['rumor', 'rumour'],
  ['vapor', 'vapour'],
  ['center', 'centre'],
  ['theater', 'theatre'],
  ['fiber', 'fibre'],
  ['liter', 'litre'],
  ['meter', 'metre'],
  ['defense', 'defence'],
  ['offense', 'offence'],
  ['license', 'licence'],
  ['catalog', 'catalogue'],
  ['dialog', 'dialogue'],
  ['plow', 'plough'],
  ['gray', 'grey'],
  ['aging', 'ageing'],
  ['judgment', 'judgement'],
  ['enrollment', 'enrolment'],
  ['fulfillment', 'fulfilment'],
  ['skillful', 'skilful'],
]

const ENDINGS = new Set([
  ...['', 's', 'ed', 'd', 'er', 'ers', 'ing', 'ings', 'ly'],
  ...['al', 'hood', 'hoods', 'able', 'ably', 'ful', 'ist', 'ists', 'ite', 'ites'],
])
