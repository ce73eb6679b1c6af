/** What a server of ours may be asked to fetch: an address of the web, without a name and password in it. */
export const webAddressOf = (text: string): URL | null => {
  if (!URL.canParse(text)) return null
  const url = new URL(text)
  const isWeb = url.protocol === 'http:' || url.protocol === 'https:'
  return isWeb && url.username === '' && url.password === '' ? url : null
}

/** `ListRecords` of a repository, from its base address or any address of it that names another verb. */
export const listRecordsUrl = (base: URL, asked: { set?: string | undefined } = {}): URL => {
  const url = new URL(base)
  url.hash = ''
  url.search = new URLSearchParams({
    verb: 'ListRecords',
    metadataPrefix: 'oai_dc',
    ...(asked.set ? { set: asked.set } : {}),
  }).toString()
  return url
}

/** The token is the only argument beside the verb, says the protocol. */
export const nextRecordsUrl = (base: URL, resumptionToken: string): URL => {
  const url = new URL(base)
  url.hash = ''
  url.search = new URLSearchParams({ verb: 'ListRecords', resumptionToken }).toString()
  return url
}
