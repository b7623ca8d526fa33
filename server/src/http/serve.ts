import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { permissionOnWire } from '../authz/permissions.ts'
import type { Ctx } from '../authz/context.ts'
import { Fault } from '../kernel/fault.ts'
import { AuthorityChanged } from '../record/change.ts'
import { Replay } from '../record/idempotency.ts'
import { noteDenial } from '../record/note.ts'
import { bindRequest } from '../record/request-terms.ts'
import { addressKey, callerOf, contextOf, type Edge, spendBudget } from './edge.ts'
import { type EncodedFault, encodeFault } from './encode-fault.ts'
import { bodyParser, parameterParser } from './parse.ts'
import type { AnyRoute, Input, ViewContext } from './route.ts'
import { noStore } from './security-headers.ts'

interface Parsers {
  readonly params: (value: unknown) => unknown
  readonly query: (value: unknown) => unknown
  readonly body: (value: unknown) => unknown
}

/** Mounts the routes: authenticate, parse, run, check that the declared right was really asked for, show. */
export function serve(fastify: FastifyInstance, edge: Edge, routes: readonly AnyRoute[]): void {
  for (const route of routes) {
    const parsers = parsersOf(route)
    fastify.route({
      method: route.method,
      url: route.path,
      ...(route.reply.status === 204 ? {} : { schema: { response: { [route.reply.status]: route.reply.body } } }),
      handler: (request, reply) => answer({ edge, route, parsers, request, reply }),
    })
  }
}

function parsersOf(route: AnyRoute): Parsers {
  const nothing = () => undefined
  return {
    params: route.params === undefined ? nothing : parameterParser(route.params),
    query: route.query === undefined ? nothing : parameterParser(route.query),
    body: route.body === undefined ? nothing : bodyParser(route.body, route.surface),
  }
}

interface Exchange {
  readonly edge: Edge
  readonly route: AnyRoute
  readonly parsers: Parsers
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

async function answer(exchange: Exchange): Promise<unknown> {
  exchange.reply.headers(noStore)
  try {
    return await attempt(exchange)
  } catch (error) {
    if (!(error instanceof AuthorityChanged)) throw error
  }
  try {
    return await attempt(exchange)
  } catch (error) {
    throw error instanceof AuthorityChanged ? new Fault('server.busy', { retryAfterSeconds: 1, cause: error }) : error
  }
}

async function attempt(exchange: Exchange): Promise<unknown> {
  const { edge, route, request, reply } = exchange
  const ctx = await openRequest(exchange)
  bindRequest(ctx, { access: route.access })
  try {
    if (route.access !== 'public' && ctx.actor.kind === 'anonymous') throw new Fault('auth.noSession')
    return await run(exchange, ctx)
  } catch (error) {
    if (error instanceof Replay) return await repeat(exchange, ctx, error)
    if (error instanceof Fault) {
      edge.onFault?.(route, error)
      await noteDenial(ctx, error)
    }
    throw error
  } finally {
    edge.log('debug', 'answered', { requestId: request.id, status: reply.statusCode })
  }
}

/** Authenticates and charges the caller. A credential that is none is charged to the address it came from. */
async function openRequest({ edge, route, request, reply }: Exchange): Promise<Ctx> {
  try {
    const ctx = await contextOf(edge, request, idempotencyOf(edge, route, request))
    spendBudget(edge, callerOf(ctx), reply)
    return ctx
  } catch (error) {
    if (error instanceof Fault && error.code === 'auth.badToken') spendBudget(edge, addressKey(request.ip), reply)
    throw error
  }
}

async function run({ edge, route, parsers, request, reply }: Exchange, ctx: Ctx): Promise<unknown> {
  const input: Input<unknown, unknown, unknown> = {
    params: parsers.params(request.params),
    query: parsers.query(request.query),
    body: parsers.body(bodyOf(route, request)),
    headers: { ifMatch: request.headers['if-match'] },
  }
  const result = await route.run(ctx, input)
  refuseUnauthorised(route, ctx)
  return show({ edge, route, request, reply }, ctx, result)
}

/** Answers a request that was done before: reads what it made, as its reader may now. A secret is never told again. */
async function repeat(exchange: Exchange, ctx: Ctx, { resultId }: Replay): Promise<unknown> {
  const { route, parsers, request } = exchange
  const { carriesSecret } = route
  if (typeof carriesSecret === 'function' ? carriesSecret(parsers.query(request.query)) : carriesSecret)
    throw new Fault('idempotency.secretNotRepeated')
  return show(exchange, ctx, route.replay === undefined ? undefined : await route.replay(ctx, resultId))
}

function show({ edge, route, request, reply }: Omit<Exchange, 'parsers'>, ctx: Ctx, result: unknown): FastifyReply {
  const view: ViewContext = { ctx, origin: edge.origin, url: request.url }
  for (const [name, value] of Object.entries(route.headers?.(result, view) ?? {})) {
    reply.header(name, typeof value === 'string' ? value : [...value])
  }
  return reply.status(route.reply.status).send(route.view(result, view))
}

/** An answer for which nobody asked the authoriser does not leave. Forgetting to ask fails closed, in production too. */
function refuseUnauthorised(route: AnyRoute, ctx: Ctx): void {
  if (route.access === 'public' || route.access === 'signedIn') return
  if (ctx.minted.some((permit) => permit.action === route.access)) return
  throw new Error(`${route.id} answered without a permit for ${permissionOnWire(route.access)}`)
}

function bodyOf(route: AnyRoute, request: FastifyRequest): unknown {
  if (route.body === undefined) return undefined
  if (request.headers['content-type']?.startsWith('application/x-www-form-urlencoded'))
    throw new Fault('request.unsupportedMediaType') // forms are for pages
  if (request.body === undefined || request.body === null) {
    if (route.bodyOptional) return {}
    throw new Fault('request.badBody')
  }
  return request.body
}

function idempotencyOf(edge: Edge, route: AnyRoute, request: FastifyRequest): Ctx['origin']['idempotency'] {
  const key = request.headers['idempotency-key']
  if (request.method === 'GET' || typeof key !== 'string') return undefined
  if (!/^[\x21-\x7e]{1,255}$/.test(key))
    throw new Fault('request.invalid', { fields: [{ path: 'Idempotency-Key', code: 'patternMismatch' }] })
  const fingerprints = edge.fingerprint(`${request.method} ${request.url}\n${JSON.stringify(request.body ?? null)}`)
  return { key, routeId: route.id, fingerprints }
}

/** Encodes any error and logs it once, with its whole chain. */
export function reportFault(edge: Pick<Edge, 'log'>, error: unknown, request: FastifyRequest): EncodedFault {
  const encoded = encodeFault(error)
  const chain = chainOf(error)
  const level = encoded.status >= 500 ? 'error' : 'info'
  edge.log(level, 'refused', {
    requestId: request.id,
    errorId: encoded.body.errorId,
    code: encoded.body.fields[0]?.code,
    status: encoded.status,
    ...(chain === '' ? {} : { chain }),
  })
  return encoded
}

/** Sends any error as the documented body. */
export function sendFault(
  edge: Pick<Edge, 'log'>,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const encoded = reportFault(edge, error, request)
  return reply
    .status(encoded.status)
    .headers(encoded.headers)
    .headers(noStore)
    .type('application/json')
    .serializer(JSON.stringify)
    .send(encoded.body)
}

/** What the log may know of an error and the caller may not. */
function chainOf(error: unknown): string {
  if (!(error instanceof Fault)) return error instanceof Error ? (error.stack ?? error.message) : String(error)
  return error.detail ?? (error.cause instanceof Error ? error.cause.message : '')
}
