/** Small words that hardly any other of these languages has. */
const SMALL_WORDS: Record<string, readonly string[]> = {
  sv: 'och att det som är för med inte den till av på har de ett om vi kan från eller'.split(' '),
  en: 'the and of to in that is for with was are as be by this which from not were have'.split(' '),
  es: 'de la que el en los se las por con una para del como más pero sus le lo fue'.split(' '),
  fr: 'de la les des et le du en une est que dans pour par qui sur au plus avec sont'.split(' '),
  pt: 'de que não uma os no se na por mais as dos como mas ao das à foi em são'.split(' '),
  uk: 'і в на що не з до та як за від це для є або про їх по був із'.split(' '),
  ru: 'и в не на что с как по это из от для или также был его их при за'.split(' '),
}

export const LANGUAGE_WORDS_MIN = 30
const SHARE_MIN = 0.12
/** Another language must be this much surer than the publication's own. */
const SURER = 1.5

/** The language of a page by its small words; `otherwise` where the page is short or none is clearly it. */
export const languageOfText = (text: string, otherwise: string): string => {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? []
  if (words.length < LANGUAGE_WORDS_MIN) return otherwise
  const shares = Object.entries(SMALL_WORDS).map(([language, small]): [string, number] => {
    const known = new Set(small)
    return [language, words.filter((word) => known.has(word)).length / words.length]
  })
  const own = shares.find(([language]) => language === otherwise)?.[1] ?? 0
  const [language, share] = shares.reduce((best, one) => (one[1] > best[1] ? one : best))
  return share >= SHARE_MIN && share > own * SURER ? language : otherwise
}
