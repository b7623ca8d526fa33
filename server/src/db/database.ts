import { type Expression, Kysely, PostgresDialect, type SqlBool, type Transaction } from 'kysely'
import pg from 'pg'
import type { Log } from '../kernel/log.ts'
import type { Schema } from './schema.ts'

/** Where PostgreSQL is: a Unix socket folder of ours, or what `DATABASE_URL` names. */
export type Connection =
  | { readonly kind: 'socket'; readonly host: string; readonly user: string; readonly database: string }
  | { readonly kind: 'url'; readonly url: string }

/** Anything that can be selected from: the pool or a transaction. It cannot write and cannot run raw SQL. */
export type Reader = Pick<Kysely<Schema>, 'selectFrom' | 'fn' | 'selectNoFrom' | 'with'>
/** An open transaction. Only `record/` hands one out, so holding a Tx means that the change will be recorded. */
export type Tx = Transaction<Schema>
export type Database = Kysely<Schema>
export type Condition = Expression<SqlBool>

/** The role that the running server takes on every connection. @see migrations/0010_application_role.sql */
export const applicationRole = 'portico_app'

/**
 * Opens the pool of the running server, at most `max` connections, each as `portico_app`.
 * Statements end after `statementTimeoutMs`; idle transactions after 30 s.
 */
export function openDatabase(options: {
  readonly connection: Connection
  readonly max: number
  readonly statementTimeoutMs: number
  readonly log: Log
  readonly onQuery?: ((sql: string) => void) | undefined
}): Database {
  const pool = new pg.Pool({
    ...clientConfig(options.connection),
    max: options.max,
    min: 1, // a restore looks for it before it takes the database away from under a server
    application_name: 'portico',
    connectionTimeoutMillis: 5000,
    idleTimeoutMillis: 30_000,
    options: `-c role=${applicationRole} -c statement_timeout=${options.statementTimeoutMs} -c idle_in_transaction_session_timeout=30000 -c timezone=UTC`,
  })
  pool.on('error', (error) => options.log('warn', 'database connection lost', { reason: error.message }))
  return new Kysely<Schema>({
    dialect: new PostgresDialect({ pool }),
    log: (event) => {
      if (event.level === 'query') options.onQuery?.(event.query.sql)
    },
  })
}

/** What `pg` needs to reach the database as its owner: for migrations, backup and restore. */
export function clientConfig(connection: Connection): pg.ClientConfig {
  return connection.kind === 'url'
    ? { connectionString: connection.url }
    : { host: connection.host, user: connection.user, database: connection.database }
}
