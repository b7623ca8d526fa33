import type { FastifyReply, FastifyRequest } from 'fastify'
import { Fault, type FaultCode } from '../kernel/fault.ts'
import { type Card, cardPage } from './card.ts'
import type { Cookies } from './cookies.ts'
import type { Edge } from './edge.ts'
import type { EncodedFault } from './encode-fault.ts'
import type { Say } from './page.ts'
import { readerOf, sendPage } from './send-page.ts'
import { reportFault, sendFault } from './serve.ts'

interface Sender extends Pick<Edge, 'log'> {
  readonly cookies: Cookies
}

/** Paths that programs call: they are answered in JSON whatever they say that they take. */
const forPrograms = /^\/(?:api|portal\/api|oauth2|scim|\.well-known)(?:\/|$)|^\/openapi\.json$/

/** Sends any error: to a browser that opened a page as a page, to everybody else as the documented body. */
export function answerFault(edge: Sender, error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const path = request.url.split('?')[0] ?? ''
  const takesPages = (request.headers.accept ?? '').includes('text/html')
  if (!takesPages || forPrograms.test(path)) return sendFault(edge, error, request, reply)
  const encoded = reportFault(edge, error, request)
  const reader = readerOf(request, edge.cookies)
  return sendPage(reply, request, reader, {
    view: cardPage(reader.say, faultCard(reader.say, error, encoded)),
    status: encoded.status,
    headers: encoded.headers,
  })
}

/** What went wrong and what to do, in a person's words. */
function faultCard(say: Say, error: unknown, { status, body }: EncodedFault): Card {
  const home = [{ href: '/', label: say('page.home.link') }]
  if (status === 404) return { title: say('page.notFound.title'), lead: [say('page.notFound.text')], links: home }
  if (!(error instanceof Fault) || status === 500)
    return { title: say('page.failed.title'), lead: [say('page.failed.text', { errorId: body.errorId })], links: home }
  if (error.code === 'signin.limited')
    return {
      title: say('page.limited.title'),
      lead: [say('page.signIn.limited', { minutes: minutesOf(error) })],
      links: home,
    }
  return { title: say('page.refused.title'), lead: [sayFault(say, error, body.errorId)], links: home }
}

const minutesOf = (fault: Fault) => Math.max(1, Math.ceil((fault.retryAfterSeconds ?? 60) / 60))

function sayFault(say: Say, fault: Fault, errorId: string): string {
  // Each code has its own parameters, which came with the fault.
  const fill = say as (key: `fault.${FaultCode}`, params: Fault['params']) => string // a test: the catalogue has every code
  return fill(`fault.${fault.code}`, { ...fault.params, errorId })
}
