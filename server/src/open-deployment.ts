import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Config, connectionOf } from './config/config.ts'
import { type Connection, type Database, openDatabase } from './db/database.ts'
import { startEmbedded } from './db/embedded/supervisor.ts'
import { migrate } from './db/migrate.ts'
import { checkKeys, install } from './install.ts'
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
  readonly isNew: boolean
  readonly close: () => Promise<void>
}

/** Starts or reaches the database, without changing it. */
export async function openConnection(
  config: Config,
  log: Log,
  onDatabaseExit: () => void = () => undefined,
): Promise<{ readonly connection: Connection; readonly stop: () => Promise<void> }> {
  if (config.databaseUrl !== undefined)
    return { connection: connectionOf(config, undefined), stop: async () => undefined }
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 })
  const postgres = await startEmbedded({ dataDir: config.dataDir, log, onExit: onDatabaseExit })
  return { connection: connectionOf(config, postgres.connection), stop: () => postgres.stop() }
}

/** Opens everything: database, migrations, first rows, keys, pool. Each step is told to `onStep`. */
export async function openDeployment(
  config: Config,
  log: Log,
  options: { readonly onStep?: (step: string) => void; readonly onDatabaseExit?: () => void } = {},
): Promise<Deployment> {
  const onStep = options.onStep ?? (() => undefined)
  onStep('database')
  const { connection, stop } = await openConnection(config, log, options.onDatabaseExit)
  try {
    const keyring = parseKeyring(readKeys(config))
    const now = systemClock()
    await migrate(connection, now, (name) => onStep(`migration ${name}`))
    const { isNew } = await install(connection, { now, rpId: config.rpId, isDemo: config.isDemo })
    await checkKeys(connection, keyring)
    const db = openDatabase({ connection, max: config.databaseConnections, statementTimeoutMs: 15_000, log })
    const close = async () => {
      await db.destroy()
      await stop()
    }
    return { config, connection, db, keyring, clock: systemClock, log, isNew, close }
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
