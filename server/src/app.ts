import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import type { Config } from './config/config.ts'
import type { Database } from './db/database.ts'
import { isCurrent } from './db/is-current.ts'
import { groupDoor } from './groups/public.ts'
import { groupMemberRoutes } from './groups/routes/members.ts'
import { groupReadRoutes } from './groups/routes/reads.ts'
import { cookiesFor } from './http/cookies.ts'
import type { Edge } from './http/edge.ts'
import { serveHealth } from './http/health.ts'
import { rateLimiter } from './http/rate-limit.ts'
import type { AnyRoute } from './http/route.ts'
import type { AnyPage } from './http/page.ts'
import { serve } from './http/serve.ts'
import { servePages } from './http/serve-pages.ts'
import { createServer, refuseTheRest, rememberShapes } from './http/server.ts'
import { serveReference } from './http/serve-reference.ts'
import { servePortal } from './http/static-portal.ts'
import type { Clock } from './kernel/clock.ts'
import type { Keyring } from './kernel/keyring.ts'
import type { Log } from './kernel/log.ts'
import { mailboxPages } from './mail/routes.ts'
import { orgRoutes } from './org/routes.ts'
import type { Hasher } from './passwords/public.ts'
import { portalRoutes } from './portal/routes.ts'
import { realmRoutes } from './realms/routes.ts'
import { release } from './release.ts'
import { userTypeRoutes } from './schemas/routes.ts'
import { authenticate } from './signin/authenticate.ts'
import { homePages } from './signin/routes/home.ts'
import { linkPages } from './signin/routes/links.ts'
import { meRoutes } from './signin/routes/me.ts'
import { newPasswordPages } from './signin/routes/new-password.ts'
import { recoveryPages } from './signin/routes/recovery.ts'
import { signinPages } from './signin/routes/signin.ts'
import { userLifecycleRoutes } from './users/routes/lifecycle.ts'
import { userReadRoutes } from './users/routes/reads.ts'
import { userWriteRoutes } from './users/routes/writes.ts'

/** What use cases need besides the request: it is handed to the routes that call them, never reached for. */
export interface ApiParts {
  readonly hasher: Hasher
  readonly keyring: Keyring
  /** See `SigninParts`. Tests that ask nothing of time set it to 0. */
  readonly answerMs?: number | undefined
}

/** Every API route of the product, in the order of the reference. */
export function apiRoutes(parts: ApiParts): readonly AnyRoute[] {
  return [
    ...orgRoutes,
    ...userReadRoutes,
    ...userWriteRoutes({ ...parts, groups: groupDoor }),
    ...userLifecycleRoutes(parts),
    ...groupReadRoutes,
    ...groupMemberRoutes,
    ...userTypeRoutes,
    ...realmRoutes,
    ...portalRoutes,
    ...meRoutes(parts),
  ]
}

/** Every page that the server renders. The mailbox is the demo's. */
export function pages(parts: ApiParts, config: Pick<Config, 'isDemo' | 'origin'>): readonly AnyPage[] {
  return [
    ...homePages(),
    ...signinPages(parts),
    ...newPasswordPages(parts),
    ...recoveryPages(parts),
    ...linkPages(parts),
    ...(config.isDemo ? mailboxPages(config) : []),
  ]
}

/** What `vite build` makes of the portal. */
const portalDist = fileURLToPath(new URL('../../portal/dist', import.meta.url))

/** The composition root: the only file that knows every domain. Opens nothing and listens to nothing. */
export function buildApp(parts: {
  readonly config: Config
  readonly db: Database
  readonly clock: Clock
  readonly log: Log
  readonly hasher: Hasher
  readonly keyring: Keyring
  readonly answerMs?: number | undefined
  readonly onFault?: Edge['onFault']
  readonly isStopping?: () => boolean
}): FastifyInstance {
  const { config, db, clock, log, isStopping = () => false } = parts
  const edge: Edge = {
    db,
    clock,
    log,
    onFault: parts.onFault,
    origin: config.origin,
    cookies: cookiesFor(config.origin),
    fingerprint: (text) => parts.keyring.keyedHashes('request', text),
    limiter: rateLimiter({ perMinute: config.requestsPerMinute, maxKeys: 100_000 }),
    authenticate: (credentials, now) => authenticate(db, credentials, now),
  }
  const fastify = createServer(edge, {
    proxyHops: config.proxyHops,
    onlyHost: config.isDemo ? new URL(config.origin).host : undefined,
    isStopping,
  })
  serveHealth(fastify, { isStopping, isCurrent: () => isCurrent(db) })
  const routes = apiRoutes({ hasher: parts.hasher, keyring: parts.keyring })
  serve(fastify, edge, routes)
  rememberShapes(fastify, routes)
  servePortal(fastify, portalDist)
  serveReference(fastify, routes, { origin: config.origin, release })
  servePages(fastify, edge, pages(parts, config))
  refuseTheRest(fastify, edge)
  return fastify
}
