import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Fault } from '../kernel/fault.ts'
import { type LocalPath, localPath, ownPath } from '../kernel/local-path.ts'
import { AuthorityChanged } from '../record/change.ts'
import { noteDenial } from '../record/note.ts'
import { bindRequest } from '../record/request-terms.ts'
import { readCookies } from './cookies.ts'
import { callerOf, type Edge, openPageContext, spendBudget } from './edge.ts'
import type { AnyPage, Form, PageAnswer, PageInput } from './page.ts'
import { formReader } from './page-form.ts'
import { parameterParser } from './parse.ts'
import { framedHeaders, noStore } from './security-headers.ts'
import { readerOf, sendPage } from './send-page.ts'
import { rememberShapes } from './server.ts'

/** Mounts pages: where the form came from, who reads, what they typed, what the page says. */
export function servePages(fastify: FastifyInstance, edge: Edge, pages: readonly AnyPage[]): void {
  for (const one of pages) {
    const readers = readersOf(one)
    fastify.route({
      method: one.method,
      url: one.path,
      handler: (request, reply) => answer(edge, one, readers, request, reply),
    })
  }
  rememberShapes(fastify, pages)
}

interface Readers {
  readonly params: (value: unknown) => unknown
  readonly query: (value: unknown) => unknown
  readonly form: (body: unknown) => Form<unknown>
}

function readersOf(one: AnyPage): Readers {
  const none = () => ({})
  return {
    params: one.params === undefined ? none : parameterParser(one.params),
    query: one.query === undefined ? none : parameterParser(one.query),
    form: formReader(one.form),
  }
}

async function answer(
  edge: Edge,
  one: AnyPage,
  readers: Readers,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  // A form of another site's, or one without an address, is not sent on: the browser says where it came from.
  if (one.method === 'POST' && request.headers.origin !== edge.origin) throw new Fault('auth.originMismatch')
  const input: PageInput<unknown, unknown, unknown> = {
    params: orNotFound(() => readers.params(request.params)),
    query: orNothing(() => readers.query(request.query)),
    form: readers.form(request.body),
  }
  const attempt = () => run(edge, one, input, request, reply)
  try {
    return await attempt()
  } catch (error) {
    if (!(error instanceof AuthorityChanged)) throw error
    return attempt()
  }
}

async function run(
  edge: Edge,
  one: AnyPage,
  input: PageInput<unknown, unknown, unknown>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const ctx = await openPageContext(edge, request)
  spendBudget(edge, callerOf(ctx), reply)
  bindRequest(ctx, { access: one.access })
  const reader = readerOf(request, edge.cookies)
  if (one.access === 'signedIn' && ctx.actor.kind === 'anonymous')
    return send({ kind: 'redirect', to: signInFor(request) }, request, reply, reader)
  const shown = readCookies(request.headers.cookie)
  const { locale, say } = reader
  const answered = await one
    .run({ ctx, locale, say, cookies: edge.cookies, shown }, input)
    .catch(async (error: unknown) => {
      if (error instanceof Fault) await noteDenial(ctx, error)
      throw error
    })
  return send(answered, request, reply, reader)
}

function send(
  answered: PageAnswer,
  request: FastifyRequest,
  reply: FastifyReply,
  reader: ReturnType<typeof readerOf>,
): FastifyReply {
  if (answered.kind === 'page') return sendPage(reply, request, reader, { status: 200, ...answered })
  const cookies = [...reader.cookies, ...(answered.cookies ?? [])]
  if (cookies.length > 0) reply.header('set-cookie', cookies)
  reply.headers(noStore)
  if (answered.kind === 'framed')
    return reply.headers(framedHeaders).type('text/html; charset=utf-8').send(answered.html)
  return reply.redirect(answered.to, 303)
}

/** Where somebody signs in to come back here. A form that was sent cannot be sent again: they come back to its page. */
function signInFor(request: FastifyRequest): LocalPath {
  const here = request.method === 'GET' ? localPath(request.url) : undefined
  const signIn = ownPath('/signin')
  if (here === undefined || here === '/') return signIn
  return localPath(`${signIn}?returnTo=${encodeURIComponent(here)}`) ?? signIn
}

function orNotFound<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw error instanceof Fault ? new Fault('request.pathNotFound', { cause: error }) : error
  }
}

function orNothing<T extends object>(read: () => unknown): Partial<T> {
  try {
    return read() as Partial<T> // parsed by the page's own schema
  } catch (error) {
    if (error instanceof Fault) return {}
    throw error
  }
}
