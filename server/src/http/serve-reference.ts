// The API's own description: for programs as OpenAPI, for people as one page that works without scripts. Public, as any
// documentation is; made once, from the routes that this server has.
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import { template } from './markup.ts'
import { openApiDocument } from './openapi.ts'
import {
  type Described,
  describeRoutes,
  describeSchemas,
  errorReference,
  type OperationReference,
} from './reference.ts'
import type { AnyRoute } from './route.ts'
import { contentSecurityPolicy } from './security-headers.ts'
import { rememberShapes } from './server.ts'

const page = template<{
  readonly css: string
  readonly release: string
  readonly groups: ReadonlyArray<{ readonly tag: string; readonly operations: readonly OperationReference[] }>
  readonly schemas: readonly Described[]
}>(new URL('reference.liquid', import.meta.url))

const css = readFileSync(new URL('reference.css', import.meta.url), 'utf8').replace(/\s*\n\s*/g, ' ')

export function serveReference(
  fastify: FastifyInstance,
  routes: readonly AnyRoute[],
  about: { readonly origin: string; readonly release: string },
): void {
  const document = once(() => JSON.stringify(openApiDocument(routes, about)))
  const html = once(() => referencePage(routes, about))
  fastify.get('/openapi.json', async (_request, reply) =>
    reply.header('cache-control', 'no-cache').type('application/json; charset=utf-8').send(document()),
  )
  fastify.get('/docs', async (_request, reply) => {
    const nonce = randomBytes(18).toString('base64')
    return reply
      .header('cache-control', 'no-cache')
      .header('content-security-policy', contentSecurityPolicy(nonce))
      .type('text/html; charset=utf-8')
      .send(html().replace('{{nonce}}', nonce))
  })
  rememberShapes(fastify, [
    { method: 'GET', path: '/openapi.json' },
    { method: 'GET', path: '/docs' },
  ])
}

/** Made when somebody first asks: most processes are never asked. */
function once(make: () => string): () => string {
  let made: string | undefined
  return () => (made ??= make())
}

/** The page, with `{{nonce}}` where the nonce of each answer belongs. */
export function referencePage(
  routes: readonly AnyRoute[],
  { origin, release }: { readonly origin: string; readonly release: string },
): string {
  const groups = Map.groupBy(describeRoutes(routes, origin), ({ tag }) => tag)
  return page({
    css,
    release,
    groups: [...groups].map(([tag, operations]) => ({ tag, operations })),
    schemas: [errorReference, ...describeSchemas()],
  }).toString()
}
