// For whoever starts, watches and exchanges processes. Outside of the API: no authentication, no budget, no details.
import type { FastifyInstance, FastifyReply } from 'fastify'
import { noStore } from './security-headers.ts'
import { rememberShapes } from './server.ts'

export interface Health {
  /** The process has been told to stop: it answers what it has, and wants nothing new. */
  readonly isStopping: () => boolean
  /** Whether the database answers and is of this release. May reject. */
  readonly isCurrent: () => Promise<boolean>
}

const paths = ['/healthz', '/readyz'] as const
const longestCheckMs = 2000

/** `/healthz`: the process answers. `/readyz`: it can do its work; 503 when it cannot, or stops. */
export function serveHealth(fastify: FastifyInstance, health: Health): void {
  const isReady = once(async () => !health.isStopping() && (await within(longestCheckMs, health.isCurrent)))
  const probe = { config: { isProbe: true } }
  fastify.get(paths[0], probe, async (_request, reply) => tell(reply, true))
  fastify.get(paths[1], probe, async (_request, reply) => tell(reply, (await isReady()) && !health.isStopping()))
  rememberShapes(
    fastify,
    paths.map((path) => ({ method: 'GET' as const, path })),
  )
}

function tell(reply: FastifyReply, isGood: boolean) {
  return reply
    .status(isGood ? 200 : 503)
    .headers(noStore)
    .send({ status: isGood ? 'ok' : 'unavailable' })
}

/** Many who ask at once share one answer: a flood of probes costs the database one query at a time. */
function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined
  return () =>
    (running ??= ask().finally(() => {
      running = undefined
    }))
}

async function within(milliseconds: number, check: () => Promise<boolean>): Promise<boolean> {
  const late = Promise.withResolvers<boolean>()
  const timer = setTimeout(() => late.resolve(false), milliseconds)
  try {
    return await Promise.race([check().catch(() => false), late.promise])
  } finally {
    clearTimeout(timer)
  }
}
