import { existsSync } from 'node:fs'
import { userInfo } from 'node:os'
import type { Ctx } from '../authz/context.ts'
import { type Config, readConfig } from '../config/config.ts'
import { newSecret } from '../kernel/secret.ts'
import { type Deployment, openBeside, openConnection, type Opened, openForCommand } from '../open-deployment.ts'
import { openContext } from '../record/open-context.ts'
import { CommandError, type Terminal } from './command.ts'
import { quietLogFor } from './log-for.ts'

/** Opens the deployment, beside a running server where there is one, does the work as the operator, and closes it. */
export function withDeployment<R>(
  terminal: Terminal,
  options: { readonly mayCreate: boolean },
  work: (ctx: Ctx, deployment: Deployment) => Promise<R>,
): Promise<R> {
  const config = readConfig(terminal.environment)
  if (!options.mayCreate) refuseAbsent(config)
  return whileOpen(terminal, openForCommand(config, quietLogFor(config, terminal)), (deployment) =>
    work(operatorContext(deployment), deployment),
  )
}

/** The same with the database alone, as its owner. `alone`: no server may use its data folder meanwhile. */
export function withDatabase<R>(
  terminal: Terminal,
  options: { readonly mayCreate: boolean; readonly alone: boolean },
  work: (opened: Opened, config: Config) => Promise<R>,
): Promise<R> {
  const config = readConfig(terminal.environment)
  if (!options.mayCreate) refuseAbsent(config)
  const open = options.alone ? openConnection : openBeside
  return whileOpen(
    terminal,
    open(config, quietLogFor(config, terminal)).then((opened) => ({ ...opened, close: opened.stop })),
    (opened) => work(opened, config),
  )
}

/** A signal ends the work by closing what it stands on, so that a database that was started for it stops too. */
async function whileOpen<D extends { readonly close: () => Promise<void> }, R>(
  terminal: Terminal,
  opening: Promise<D>,
  work: (opened: D) => Promise<R>,
): Promise<R> {
  const interrupted = Promise.withResolvers<never>()
  interrupted.promise.catch(() => undefined) // awaited below, once there is something to interrupt
  terminal.onSignal(() => interrupted.reject(new CommandError('interrupted: nothing that was under way is kept')))
  const opened = await opening
  const working = work(opened)
  try {
    return await Promise.race([working, interrupted.promise])
  } finally {
    await opened.close()
    await working.catch(() => undefined)
  }
}

/** A mistyped folder is not made into an empty deployment. */
function refuseAbsent({ databaseUrl, dataDir }: Config): void {
  if (databaseUrl === undefined && !existsSync(dataDir))
    throw new CommandError(
      `There is no data folder ${dataDir}: set PORTICO_DATA_DIR or DATABASE_URL to those of the server.`,
    )
}

/** Somebody who can run commands here: the log names their account on this machine. */
function operatorContext({ db, clock, log }: Deployment): Ctx {
  return openContext(db, {
    actor: { kind: 'system', name: 'operator-cli' },
    now: clock,
    requestId: `cli${newSecret(18).reveal()}`,
    origin: { address: '127.0.0.1', userAgent: `portico command line (${accountName()})` },
    log,
  })
}

function accountName(): string {
  try {
    return userInfo().username
  } catch {
    return String(process.getuid?.() ?? 'unknown') // an account without a name, as in many containers
  }
}
