import { buildApp } from './app.ts'
import { demoContext, seedWorld } from './demo/start-demo.ts'
import type { Config } from './config/config.ts'
import type { Log } from './kernel/log.ts'
import { mailboxTransport, smtpTransport, startDeliverer, type Transport } from './mail/public.ts'
import { type Deployment, openDeployment } from './open-deployment.ts'
import { createHasher } from './passwords/public.ts'

export interface RunningServer {
  readonly deployment: Deployment
  readonly stop: () => Promise<void>
}

/** Brings the whole server up: deployment, demo people, background work, HTTP. Resolves when it answers. */
export async function startServer(
  config: Config,
  log: Log,
  options: { readonly onStep: (step: string) => void; readonly onDatabaseExit: () => void },
): Promise<RunningServer> {
  const deployment = await openDeployment(config, log, options)
  const { db, clock } = deployment
  const hasher = await createHasher()
  if (config.isDemo) await seedWorld(demoContext(deployment), hasher, options.onStep)
  const transport = transportOf(deployment)
  const deliverer =
    transport === undefined ? undefined : startDeliverer({ db, transport, origin: config.origin, now: clock, log })
  const app = buildApp({ config, db, clock, log, hasher, keyring: deployment.keyring })
  await app.listen({ port: config.port, host: config.host })
  const stop = async () => {
    await app.close()
    await deliverer?.stop()
    await deployment.close()
  }
  return { deployment, stop }
}

/** SMTP where it is configured, the mailbox page in the demo. Otherwise mail waits, and the log says so. */
function transportOf({ config, db, clock, log }: Deployment): Transport | undefined {
  if (config.smtp !== undefined) return smtpTransport(config.smtp, config.mailFrom)
  if (config.isDemo) return mailboxTransport(db, config.mailFrom, clock)
  log('warn', 'SMTP_HOST is not set: mail is queued and waits')
  return undefined
}
