// The portal's files as its build left them. The page is the same for every path below /portal; only its nonce is fresh.
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { contentSecurityPolicy, noStore } from './security-headers.ts'

const day = 24 * 60 * 60 * 1000
/** Files beside the page, such as its icon. Their names say nothing of their content, so they are not kept for long. */
const besidePage = /^[\w-]+\.(?:svg|png|ico|webmanifest)$/

/**
 * Serves `dist`: hashed assets for good and precompressed, its page for every other path that is not of the API. May be
 * built while the server runs; until then its paths answer 503 with what to do.
 */
export function servePortal(fastify: FastifyInstance, dist: string): void {
  void fastify.register(fastifyStatic, {
    root: join(dist, 'assets'),
    prefix: '/portal/assets/',
    preCompressed: true,
    immutable: true,
    maxAge: 365 * day,
    index: false,
    dotfiles: 'ignore',
    acceptRanges: false,
    suppressWarning: true,
  })
  const answer = async (request: FastifyRequest, reply: FastifyReply) => {
    const path = pathBelow(request)
    if (path === 'api' || path.startsWith('api/')) return reply.callNotFound()
    if (besidePage.test(path)) return reply.sendFile(path, dist, { immutable: false, maxAge: day })
    return sendPage(reply, dist)
  }
  fastify.get('/portal', answer)
  fastify.get('/portal/*', answer)
}

function pathBelow({ params }: FastifyRequest): string {
  return typeof params === 'object' && params !== null && '*' in params ? String(params['*']) : ''
}

async function sendPage(reply: FastifyReply, dist: string): Promise<FastifyReply> {
  const nonce = randomBytes(18).toString('base64')
  const page = await readFile(join(dist, 'index.html'), 'utf8').catch(() => undefined)
  return reply
    .status(page === undefined ? 503 : 200)
    .headers(noStore)
    .header('content-security-policy', contentSecurityPolicy(nonce))
    .type('text/html; charset=utf-8')
    .send((page ?? notBuilt).replaceAll('{{nonce}}', nonce))
}

const notBuilt = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>The portal is not built · Portico</title>
<style nonce="{{nonce}}">body { font: 16px/1.5 system-ui, sans-serif; max-width: 560px; margin: 40px auto; padding: 0 16px }</style>
<h1>The portal is not built</h1>
<p>Its files are missing. Run <code>npm start</code>, or <code>npm run build -w portal</code> beside a server that runs, then reload.</p>
</html>
`
