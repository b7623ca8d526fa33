import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '../authz/actor.ts'
import { actorId } from '../authz/actor.ts'
import type { Ctx, Fingerprints } from '../authz/context.ts'
import type { Database } from '../db/database.ts'
import type { Clock } from '../kernel/clock.ts'
import { Fault } from '../kernel/fault.ts'
import type { Log } from '../kernel/log.ts'
import { networkOf } from '../kernel/network.ts'
import { openContext } from '../record/open-context.ts'
import { type Cookies, readCookies } from './cookies.ts'
import type { Budget } from './rate-limit.ts'
import type { AnyRoute } from './route.ts'

/** What proves who asks. Exactly one of the two is used: a header wins over a cookie. */
export interface Credentials {
  readonly authorization: string | undefined
  readonly sessionSecret: string | undefined
}

/** What every entry needs; `app.ts` composes it. */
export interface Edge {
  readonly db: Database
  readonly clock: Clock
  readonly log: Log
  /** The configured public origin. Links and the origin check use it, never a request header. */
  readonly origin: string
  readonly cookies: Cookies
  /** Keyed hashes of what a request asked. Keyed, because a body may hold a password: a plain hash could be guessed at. */
  readonly fingerprint: (text: string) => Fingerprints
  readonly limiter: (key: string, now: Date) => Budget
  /** Sees every refusal with its route: tests fail on one that the route does not declare. */
  readonly onFault?: ((route: AnyRoute, fault: Fault) => void) | undefined
  /** Faults: `auth.badToken`. A cookie that is dead or unknown is nobody, not a fault. */
  readonly authenticate: (credentials: Credentials, now: Date) => Promise<Actor>
}

/** Our own header: a form or a page of another site cannot send it without our permission. */
export const clientHeader = 'x-portico-client'

/** Makes the context of one API request. A cookie counts for an unsafe method only together with our origin and our header. */
export async function contextOf(
  edge: Edge,
  request: FastifyRequest,
  idempotency: Ctx['origin']['idempotency'],
): Promise<Ctx> {
  const sessionSecret = mayUseCookie(edge, request)
    ? readCookies(request.headers.cookie).get(edge.cookies.session)
    : undefined
  const actor = await edge.authenticate({ authorization: request.headers.authorization, sessionSecret }, edge.clock())
  return contextFor(edge, request, actor, idempotency)
}

/** Makes the context of a page: its reader is whoever the cookie says. A form's origin has been checked by then. */
export async function openPageContext(edge: Edge, request: FastifyRequest): Promise<Ctx> {
  const sessionSecret = readCookies(request.headers.cookie).get(edge.cookies.session)
  const actor = await edge.authenticate({ authorization: undefined, sessionSecret }, edge.clock())
  return contextFor(edge, request, actor, undefined)
}

function contextFor(edge: Edge, request: FastifyRequest, actor: Actor, idempotency: Ctx['origin']['idempotency']): Ctx {
  return openContext(edge.db, {
    actor,
    now: edge.clock,
    requestId: request.id,
    origin: { address: request.ip, userAgent: clip(request.headers['user-agent'] ?? ''), idempotency },
    log: edge.log,
  })
}

function mayUseCookie(edge: Edge, request: FastifyRequest): boolean {
  if (request.method === 'GET' || request.method === 'HEAD') return true
  return request.headers.origin === edge.origin && request.headers[clientHeader] !== undefined
}

const clip = (text: string) => text.replace(/[^\x20-\x7e]/g, '?').slice(0, 400)

/** Counts the request against its caller and sets the truthful headers. Faults: `server.busy`. */
export function spendBudget(edge: Edge, caller: string, reply: FastifyReply): void {
  const now = edge.clock()
  const budget = edge.limiter(caller, now)
  reply.header('x-rate-limit-limit', budget.limit)
  reply.header('x-rate-limit-remaining', budget.remaining)
  reply.header('x-rate-limit-reset', budget.reset)
  if (budget.isExceeded)
    throw new Fault('server.busy', { retryAfterSeconds: budget.reset - Math.floor(now.getTime() / 1000) })
}

/** Whose budget a request spends: the token's, the person's, or the address's of who is nobody. */
export function callerOf(ctx: Ctx): string {
  if (ctx.actor.kind !== 'user') return addressKey(ctx.origin.address)
  return ctx.actor.via.kind === 'token' ? ctx.actor.via.tokenId : actorId(ctx.actor)
}

/** Whose budget an address spends. @see networkOf */
export function addressKey(address: string): string {
  return `address:${networkOf(address)}`
}
