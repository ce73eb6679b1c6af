import type { IncomingMessage } from 'node:http'
import type { FastifyRequest } from 'fastify'
import type { Actor } from '../actor.ts'
import { isLanguage, LANGUAGES, type Language } from '../language.ts'

const PREFIX = /^\/(sv|en)(?=\/|\?|$)/
const prefixes = new WeakMap<IncomingMessage, Language>()

/**
 * Every page stands at `/sv/…` and `/en/…`; routes are declared once, without the prefix. An address
 * without one is answered in the language that the reader prefers.
 */
export const withoutLanguagePrefix = (raw: IncomingMessage): string => {
  const url = decodable(raw.url ?? '/')
  const found = PREFIX.exec(url)?.[1]
  if (!isLanguage(found)) return url
  prefixes.set(raw, found)
  const rest = url.slice(found.length + 1)
  return rest.startsWith('/') ? rest : `/${rest}`
}

/** What cannot be decoded is taken as it stands: such an address is not there, which is told as of any other. */
const decodable = (url: string): string => {
  const [path = ''] = url.split('?', 1)
  try {
    decodeURIComponent(path)
    return url
  } catch {
    return path.replaceAll('%', '%25') + url.slice(path.length)
  }
}

/** The language of the address, else the reader's own, else the browser's, else English. */
export const languageOf = (request: FastifyRequest, actor: Actor): Language => {
  const prefix = prefixes.get(request.raw)
  if (prefix) return prefix
  if (actor.kind === 'person') return actor.language
  return acceptedLanguage(request.headers['accept-language'])
}

export const acceptedLanguage = (header: string | undefined): Language => {
  const wishes = (header ?? '')
    .slice(0, HEADER_MAX)
    .split(',')
    .map((part, index) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';')
      const quality = parameters.find((parameter) => parameter.trim().startsWith('q='))
      return {
        tag: tag.split('-')[0],
        quality: quality ? Number(quality.trim().slice(2)) : 1,
        index,
      }
    })
    .filter((wish) => wish.quality > 0)
    .sort((a, b) => b.quality - a.quality || a.index - b.index)
  for (const wish of wishes)
    for (const language of LANGUAGES) if (wish.tag === language) return language
  return 'en'
}

const HEADER_MAX = 500
