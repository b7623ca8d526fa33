import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { Connection } from '../database.ts'
import { createMigrationsTable, listMigrations, migrate, migrationLockKey } from '../migrate.ts'
import { completeTables, prepareTables } from './bulk-load.ts'
import { emptyDatabase } from './empty-database.ts'
import { BackupError, reasonOf } from './error.ts'
import { type Header, keysNotice, type TableLine } from './format.ts'
import { damaged } from './open-content.ts'
import { readThrough, skip, type Verified, verifyBackup } from './read-through.ts'
import { inSession } from './session.ts'
import { columnList, listTables, quoted } from './tables.ts'
import type { OnTable } from './write-backup.ts'

export interface Restored {
  /** Of the Portico that wrote the backup. */
  readonly release: string
  readonly createdAt: Date
  readonly tables: number
  readonly rows: number
  /** Migrations that the backup had not seen and that were applied after it was loaded. */
  readonly migrated: readonly string[]
  /** Tables in the backup that are not Portico's: left out. */
  readonly skipped: readonly string[]
  /** What must be known about keys before the first start. */
  readonly notice: string
}

/**
 * Loads a backup into an empty database and brings it to this release. The file is verified from end to end first, then
 * all is done in one transaction: whatever fails, the database stays as it was. Only the last step, migrations that are
 * newer than the backup, commits one by one and can be repeated by `portico migrate`.
 *
 * With `replace`, what Portico has in the database is dropped, in the same transaction. Throws `BackupError`.
 */
export async function readBackup(
  connection: Connection,
  path: string,
  options: { readonly now: Date; readonly replace?: boolean; readonly onTable?: OnTable },
): Promise<Restored> {
  const backup = await verifyBackup(path)
  refuseNewer(backup.header)
  const skipped = await inSession(connection, (client) => load(client, path, backup, options))
  const migrated = await migrate(connection, options.now)
  await inSession(connection, (client) => client.query('analyze'))
  const tables = backup.header.tables.filter((name) => !skipped.includes(name))
  return {
    release: backup.header.release,
    createdAt: new Date(backup.header.createdAt),
    tables: tables.length,
    rows: tables.reduce((sum, name) => sum + (backup.rows[name] ?? 0), 0),
    migrated,
    skipped,
    notice: keysNotice,
  }
}

async function load(
  client: pg.Client,
  path: string,
  backup: Verified,
  options: { readonly replace?: boolean; readonly onTable?: OnTable },
): Promise<readonly string[]> {
  try {
    await client.query(`set lock_timeout = '10s'`)
    await client.query('select pg_advisory_lock($1)', [migrationLockKey])
    await client.query('begin')
    await emptyDatabase(client, { replace: options.replace === true })
    await makeSchema(client, backup.header)
    const skipped = await loadTables(client, path, backup, options.onTable)
    await client.query('commit')
    return skipped
  } catch (error) {
    if (error instanceof BackupError) throw error
    throw new BackupError(
      `The backup could not be restored: ${reasonOf(error)}.`,
      'Nothing was changed. The user that connects must own the database, and nothing else may use it meanwhile.',
      { cause: error },
    )
  }
}

/** The schema exactly as it was where the backup was made. */
async function makeSchema(client: pg.Client, header: Header): Promise<void> {
  const { rows } = await client.query<{ server_encoding: string }>('show server_encoding')
  if (rows[0]?.server_encoding !== 'UTF8') {
    throw new BackupError(
      `The database has the encoding ${rows[0]?.server_encoding}, in which not every name can be stored.`,
      "Create it with: create database … encoding 'UTF8' template template0",
    )
  }
  await client.query(createMigrationsTable)
  for (const { name, sql } of listMigrations()) if (header.migrations.includes(name)) await client.query(sql)
  for (const month of header.eventMonths)
    await client.query('select portico_ensure_event_partitions($1::date, 1)', [month])
}

async function loadTables(
  client: pg.Client,
  path: string,
  backup: Verified,
  onTable: OnTable | undefined,
): Promise<readonly string[]> {
  const known = new Map((await listTables(client)).map((table) => [table.name, table.columns.map(({ name }) => name)]))
  for (const name of known.keys())
    if (!backup.header.tables.includes(name)) throw damaged(path, `it lacks the table ${name}`)
  const afterwards = await prepareTables(client, [...known.keys()].map(quoted))
  const skipped: string[] = []
  const read = await readThrough(path, async (line, rows) => {
    const columns = known.get(line.table)
    if (columns === undefined) {
      skipped.push(line.table)
      return await skip(line, rows)
    }
    refuseOtherColumns(line, columns)
    const count = await copyRows(client, line, rows)
    if (count !== backup.rows[line.table]) throw damaged(path, `the table ${line.table} does not have all its rows`)
    await onTable?.({ table: line.table, rows: count })
  })
  if (read.sha256 !== backup.sha256) throw damaged(path, 'it was changed while it was read')
  await completeTables(client, afterwards)
  for (const [name, next] of Object.entries(backup.header.sequences)) {
    await client.query('select setval(to_regclass($1), $2::bigint, false)', [quoted(name), next])
  }
  return skipped
}

async function copyRows(
  client: pg.Client,
  { table, columns }: TableLine,
  rows: AsyncGenerator<Buffer>,
): Promise<number> {
  const copy = client.query(copyFrom(`copy ${quoted(table)} (${columnList(columns)}) from stdin`))
  await pipeline(rows, copy)
  return copy.rowCount
}

function refuseNewer(header: Header): void {
  const known = listMigrations().map(({ name }) => name)
  const unknown = header.migrations.filter((name) => !known.includes(name))
  if (unknown.length === 0) return
  throw new BackupError(
    `The backup is newer than this release: release ${header.release} wrote it after the migrations ${unknown.join(', ')}, which are not known here.`,
    `Nothing was changed. Restore it with release ${header.release} or a newer one.`,
  )
}

function refuseOtherColumns({ table, columns }: TableLine, known: readonly string[]): void {
  const differing = [
    ...columns.filter((name) => !known.includes(name)),
    ...known.filter((name) => !columns.includes(name)),
  ]
  if (differing.length === 0) return
  throw new BackupError(
    `The table ${table} of the backup differs from Portico's in ${differing.join(', ')}.`,
    'Nothing was changed. Where the backup was made, somebody has altered the schema: undo that there and make another backup.',
  )
}
