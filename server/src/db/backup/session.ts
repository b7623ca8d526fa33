import pg from 'pg'
import { type Connection, clientConfig } from '../database.ts'
import { BackupError, reasonOf } from './error.ts'

/**
 * How values are written as text, fixed so that what one server writes another reads the same; no time limits; and no
 * row that a policy would hide without a word.
 */
const settings = `
  set client_encoding = 'UTF8'; set search_path = public; set timezone = 'UTC'; set datestyle = 'ISO, YMD';
  set intervalstyle = 'postgres'; set bytea_output = 'hex'; set extra_float_digits = 1; set row_security = off;
  set statement_timeout = 0; set idle_in_transaction_session_timeout = 0`

/** Runs `work` on one connection of the database's owner, which is closed at the end, whatever it was doing. */
export async function inSession<R>(connection: Connection, work: (client: pg.Client) => Promise<R>): Promise<R> {
  const client = new pg.Client({ ...clientConfig(connection), application_name: 'portico backup' })
  client.on('error', () => undefined) // a lost connection also fails the query that is running, which says so
  try {
    await client.connect()
    await client.query(settings)
  } catch (error) {
    throw new BackupError(
      `The database cannot be reached: ${reasonOf(error)}.`,
      'See that it runs and that DATABASE_URL names it.',
      { cause: error },
    )
  }
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
