import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { buildApp } from './app.ts'
import { demoContext, seedWorld } from './demo/start-demo.ts'
import type { Config } from './config/config.ts'
import { isCurrent } from './db/is-current.ts'
import { startHousekeeping } from './jobs/housekeeping.ts'
import type { Log } from './kernel/log.ts'
import { mailboxTransport, smtpTransport, startDeliverer, type Transport } from './mail/public.ts'
import { type Deployment, openDeployment } from './open-deployment.ts'
import { createHasher } from './passwords/public.ts'
import { startSigninSweep } from './signin/public.ts'

export interface RunningServer {
  readonly deployment: Deployment
  /**
   * Stops in the order in which nothing is lost: `/readyz` says 503 for the configured time, requests under way finish
   * (8 seconds at most), the mail being sent is sent, the database is closed.
   */
  readonly stop: () => Promise<void>
}

/** How long requests may take to finish once the server stops: `docker stop` kills after 10 seconds. */
const longestFinishMs = 8000

/**
 * Brings the whole server up: deployment, demo people, background work, HTTP. Resolves when it answers; leaves nothing
 * running when it cannot.
 */
export async function startServer(
  config: Config,
  log: Log,
  options: { readonly onStep: (step: string) => void; readonly onDatabaseExit: () => void },
): Promise<RunningServer> {
  const deployment = await openDeployment(config, log, { ...options, purpose: 'serve' })
  try {
    return await startOn(deployment, options.onStep)
  } catch (error) {
    await deployment.close()
    throw error
  }
}

async function startOn(deployment: Deployment, onStep: (step: string) => void): Promise<RunningServer> {
  const { config, db, clock, log, keyring } = deployment
  if (!(await isCurrent(db))) throw new Error('the database lost its migrations') // also opens the first connection
  const hasher = await createHasher()
  if (config.isDemo) await seedWorld(demoContext(deployment), hasher, onStep)
  let isStopping = false
  const app = buildApp({ config, db, clock, log, hasher, keyring, isStopping: () => isStopping })
  await listen(app, config)
  const transport = transportOf(deployment)
  const deliverer =
    transport === undefined ? undefined : startDeliverer({ db, transport, origin: config.origin, now: clock, log })
  const sweep = startSigninSweep({ db, now: clock, log })
  const housekeeping = startHousekeeping({ db, connection: deployment.connection, now: clock, log })
  const stop = async () => {
    isStopping = true
    await sleep(config.drainSeconds * 1000)
    await finish(app)
    await deliverer?.stop()
    await sweep.stop()
    await housekeeping.stop()
    await deployment.close()
  }
  return { deployment, stop }
}

async function listen(app: FastifyInstance, { port, host }: Config): Promise<void> {
  try {
    await app.listen({ port, host })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error
    throw new Error(`port ${port} is in use: stop what uses it, or set PORT to another one`, { cause: error })
  }
}

async function finish(app: FastifyInstance): Promise<void> {
  const timer = setTimeout(() => app.server.closeAllConnections(), longestFinishMs)
  await app.close()
  clearTimeout(timer)
}

/** SMTP where it is configured, the mailbox page in the demo. Otherwise mail waits, and the log says so. */
function transportOf({ config, db, clock, log }: Deployment): Transport | undefined {
  if (config.smtp !== undefined) return smtpTransport(config.smtp, config.mailFrom)
  if (config.isDemo) return mailboxTransport(db, config.mailFrom, clock)
  log('warn', 'SMTP_HOST is not set: mail is queued and waits')
  return undefined
}
