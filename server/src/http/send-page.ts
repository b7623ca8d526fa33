import { randomBytes } from 'node:crypto'
import { isLocale, type Locale, negotiate } from '@portico/messages/locale.ts'
import { translate } from '@portico/messages/translate.ts'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { day } from '../kernel/clock.ts'
import { type Cookies, readCookies } from './cookies.ts'
import type { PageView, Say } from './page.ts'
import { layOut } from './page-layout.ts'
import { contentSecurityPolicy, noStore } from './security-headers.ts'

const localeSeconds = 400 * day

/** The reader's language: asked for in the address, chosen before, or what their browser prefers. */
export interface Reader {
  readonly locale: Locale
  readonly say: Say
  /** Keeps a language that was just asked for. */
  readonly cookies: readonly string[]
}

export function readerOf(request: FastifyRequest, cookies: Cookies): Reader {
  const asked = askedLanguage(request)
  const chosen = readCookies(request.headers.cookie).get(cookies.locale)
  const locale = asked ?? (isLocale(chosen) ? chosen : negotiate(request.headers['accept-language']))
  const say: Say = (key, ...params) => translate(locale, key, ...params)
  return { locale, say, cookies: asked === undefined ? [] : [cookies.set(cookies.locale, asked, localeSeconds)] }
}

function askedLanguage({ query }: FastifyRequest): Locale | undefined {
  const lang = typeof query === 'object' && query !== null && 'lang' in query ? query.lang : undefined
  return isLocale(lang) ? lang : undefined
}

/** Sends a whole page under the strict policy, with a nonce of its own. */
export function sendPage(
  reply: FastifyReply,
  request: FastifyRequest,
  reader: Reader,
  answer: {
    readonly view: PageView
    readonly status: number
    readonly cookies?: readonly string[]
    readonly headers?: Readonly<Record<string, string>>
  },
): FastifyReply {
  const nonce = randomBytes(18).toString('base64')
  const html = layOut(answer.view, { ...reader, nonce, url: request.url })
  const cookies = [...reader.cookies, ...(answer.cookies ?? [])]
  if (cookies.length > 0) reply.header('set-cookie', cookies)
  return reply
    .status(answer.status)
    .headers({ ...noStore, ...answer.headers })
    .header('content-language', reader.locale === 'pseudo' ? 'en' : reader.locale)
    .header('content-security-policy', contentSecurityPolicy(nonce, { hasFrames: answer.view.hasFrames === true }))
    .header('vary', 'Accept-Language, Cookie')
    .type('text/html; charset=utf-8')
    .send(html)
}
