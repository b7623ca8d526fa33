import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Config, connectionOf } from './config/config.ts'
import { type Connection, type Database, openDatabase } from './db/database.ts'
import { findRunning } from './db/embedded/running.ts'
import { startEmbedded } from './db/embedded/supervisor.ts'
import { stateOf } from './db/is-current.ts'
import { makeLogPartitions } from './db/log-partitions.ts'
import { migrate } from './db/migrate.ts'
import { checkKeys, install, type Purpose } from './install.ts'
import { type Clock, systemClock } from './kernel/clock.ts'
import { type Keyring, newKeys, parseKeyring } from './kernel/keyring.ts'
import type { Log } from './kernel/log.ts'
import { Secret } from './kernel/secret.ts'

/** A deployment that is up to date and open: what the server and every command work on. */
export interface Deployment {
  readonly config: Config
  readonly connection: Connection
  readonly db: Database
  readonly keyring: Keyring
  readonly clock: Clock
  readonly log: Log
  readonly close: () => Promise<void>
}

export interface Opened {
  readonly connection: Connection
  readonly stop: () => Promise<void>
}
interface Options {
  readonly purpose: Purpose
  readonly onStep?: (step: string) => void
  readonly onDatabaseExit?: () => void
}

/** Starts or reaches the database, without changing it. Refuses a data folder that another process uses. */
export async function openConnection(
  config: Config,
  log: Log,
  onDatabaseExit: () => void = () => undefined,
): Promise<Opened> {
  if (config.databaseUrl !== undefined)
    return { connection: connectionOf(config, undefined), stop: async () => undefined }
  const postgres = await startEmbedded({ dataDir: config.dataDir, log, onExit: onDatabaseExit })
  return { connection: connectionOf(config, postgres.connection), stop: () => postgres.stop() }
}

/** The same beside a running server: through the PostgreSQL that it has started, and started by ourselves only without it. */
export async function openBeside(config: Config, log: Log): Promise<Opened> {
  const running = config.databaseUrl === undefined ? await findRunning(config.dataDir) : undefined
  if (running === undefined) return openConnection(config, log)
  return { connection: connectionOf(config, running), stop: async () => undefined }
}

/** Opens everything for this process alone: database, migrations, first rows, keys, pool. Each step is told to `onStep`. */
export async function openDeployment(config: Config, log: Log, options: Options): Promise<Deployment> {
  options.onStep?.('database')
  const opened = await openConnection(config, log, options.onDatabaseExit)
  return complete(config, log, opened, () => prepare(config, opened.connection, options))
}

/**
 * Opens everything for one command, beside a running server where there is one. Sets an empty database up; one of an
 * older release is left to `portico migrate`.
 */
export async function openForCommand(config: Config, log: Log): Promise<Deployment> {
  const opened = await openBeside(config, log)
  return complete(config, log, opened, async () => {
    const state = await stateOf(opened.connection)
    if (state === 'behind')
      throw new Error('the database is of an older release: run `portico migrate`, or start the server, first')
    if (state === 'empty') await prepare(config, opened.connection, { purpose: 'command' })
    else await makeLogPartitions(opened.connection, systemClock()) // no server may have made them for a year
  })
}

async function prepare(config: Config, connection: Connection, { purpose, onStep }: Options): Promise<void> {
  const now = systemClock()
  await migrate(connection, now, (name) => onStep?.(`migration ${name}`))
  await install(connection, { now, rpId: config.rpId, isDemo: config.isDemo, purpose })
}

async function complete(
  config: Config,
  log: Log,
  { connection, stop }: Opened,
  prepared: () => Promise<void>,
): Promise<Deployment> {
  try {
    const keyring = parseKeyring(readKeys(config))
    await prepared()
    await checkKeys(connection, keyring)
    const db = openDatabase({ connection, max: config.databaseConnections, statementTimeoutMs: 15_000, log })
    const close = async () => {
      await db.destroy()
      await stop()
    }
    return { config, connection, db, keyring, clock: systemClock, log, close }
  } catch (error) {
    await stop()
    throw error
  }
}

/** The configured keys, or those generated at the first start, readable by this account alone. */
function readKeys(config: Config): Secret {
  if (config.encryptionKeys !== undefined) return config.encryptionKeys
  const file = join(config.dataDir, 'keys')
  try {
    return new Secret(readFileSync(file, 'utf8').trim())
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
  }
  const keys = newKeys(systemClock())
  writeFileSync(file, `${keys.reveal()}\n`, { mode: 0o600, flag: 'wx' })
  return keys
}
