import { randomBytes } from 'node:crypto'
import Fastify, { type FastifyError, type FastifyInstance, type FastifyRequest } from 'fastify'
import { Fault } from '../kernel/fault.ts'
import type { Edge } from './edge.ts'
import { answerFault } from './fault-page.ts'
import { asFault, maxBodyBytes, refuseConnection } from './framework-faults.ts'
import { readJson } from './read-json.ts'
import type { AnyRoute } from './route.ts'
import { securityHeaders } from './security-headers.ts'
import { isUnserved } from './unserved.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Asked every few seconds by a machine: not worth a line in the log each time. */
    readonly isProbe?: boolean
  }
}

/** The HTTP server without routes: body parsers, ids, headers, limits, and the last word on every error. */
export function createServer(
  edge: Pick<Edge, 'log' | 'origin' | 'clock' | 'cookies'>,
  options: {
    readonly proxyHops: number
    /** The demo answers to its own name only: another Host is a page of somebody else's that points here. */
    readonly onlyHost: string | undefined
    /** From when on each answer closes its connection. */
    readonly isStopping: () => boolean
  },
): FastifyInstance {
  const fixed = securityHeaders(edge.origin)
  const fastify = Fastify({
    frameworkErrors: (error, request, reply) => {
      reply.headers(fixed).header('x-okta-request-id', request.id)
      void answerFault(edge, asFault(error), request, reply)
    },
    clientErrorHandler: refuseConnection(edge.origin),
    bodyLimit: maxBodyBytes,
    trustProxy: (_address, hop) => hop < options.proxyHops,
    genReqId: () => `req${randomBytes(18).toString('base64url')}`,
    requestIdHeader: false,
    logger: false,
    requestTimeout: 30_000,
    connectionTimeout: 60_000,
    keepAliveTimeout: 30_000,
    forceCloseConnections: 'idle', // a stop lets requests that are under way finish
    return503OnClosing: false,
    routerOptions: { ignoreDuplicateSlashes: true, maxParamLength: 320 },
    ajv: { customOptions: { strict: false } },
    schemaErrorFormatter: (errors) => new Error(errors.map((error) => error.message).join()),
  })
  fastify.setValidatorCompiler(() => () => true) // every input goes through http/parse.ts
  fastify.addHook('onRequest', async (request, reply) => {
    reply.headers(fixed)
    reply.header('x-okta-request-id', request.id)
    if (options.onlyHost !== undefined && request.headers.host !== options.onlyHost)
      throw new Fault('request.wrongHost')
  })
  fastify.addHook('onSend', async (_request, reply) => {
    if (options.isStopping()) reply.header('connection', 'close')
  })
  fastify.addHook('onResponse', async (request, reply) => {
    edge.log(request.routeOptions.config.isProbe === true ? 'debug' : 'info', 'request', {
      requestId: request.id,
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
    })
  })
  parseBodies(fastify)
  fastify.setErrorHandler<FastifyError>((error, request, reply) => answerFault(edge, asFault(error), request, reply))
  return fastify
}

/** Answers what no route serves: 501 where the Management API has it, 405 where another method would do, else 404. */
export function refuseTheRest(fastify: FastifyInstance, edge: Pick<Edge, 'log' | 'cookies'>): void {
  fastify.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0] ?? ''
    const served = ['GET', 'POST', 'PUT', 'DELETE'].filter(
      (method) => method !== request.method && matches(fastify, method, path),
    )
    if (served.length > 0) reply.header('allow', served.join(', '))
    const other = served.length > 0 ? 'request.methodNotAllowed' : 'request.pathNotFound'
    const code = isUnserved(request.method, path) ? 'request.notSupported' : other
    return answerFault(edge, new Fault(code), request, reply)
  })
}

interface Shape {
  readonly method: string
  readonly test: RegExp
}
const mounted = new WeakMap<FastifyInstance, Array<Shape>>()
/** Remembers the shapes that are served, so that a wrong method is told from a wrong path. */
export function rememberShapes(
  fastify: FastifyInstance,
  routes: ReadonlyArray<Pick<AnyRoute, 'method' | 'path'>>,
): void {
  const shapes: readonly Shape[] = routes.map(({ method, path }) => ({
    method,
    test: new RegExp(`^${path.replaceAll('.', '\\.').replace(/:[A-Za-z]+/g, '[^/]+')}$`),
  }))
  mounted.set(fastify, [...(mounted.get(fastify) ?? []), ...shapes])
}
function matches(fastify: FastifyInstance, method: string, path: string): boolean {
  return (mounted.get(fastify) ?? []).some((shape) => shape.method === method && shape.test.test(path))
}

function parseBodies(fastify: FastifyInstance): void {
  const utf8 = new TextDecoder('utf-8', { fatal: true })
  const read = (body: Buffer): string => {
    try {
      return utf8.decode(body)
    } catch (cause) {
      throw new Fault('request.badBody', { detail: 'not UTF-8', cause })
    }
  }
  fastify.removeAllContentTypeParsers()
  fastify.addContentTypeParser(
    /^application\/(?:[a-z.+-]+\+)?json/,
    { parseAs: 'buffer' },
    async (_request: FastifyRequest, body: Buffer) => {
      const text = read(body)
      return text.trim() === '' ? undefined : readJson(text)
    },
  )
  fastify.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'buffer' },
    async (_request: FastifyRequest, body: Buffer) => {
      return Object.fromEntries(new URLSearchParams(read(body)))
    },
  )
}
