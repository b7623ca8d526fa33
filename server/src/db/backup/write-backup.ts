import { createHash } from 'node:crypto'
import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import type { Connection } from '../database.ts'
import { migrationLockKey } from '../migrate.ts'
import { BackupError, reasonOf } from './error.ts'
import { endOfRows, formatVersion, type Header, keysNotice, type TableLine, type Trailer } from './format.ts'
import { saveFile } from './save-file.ts'
import { inSession } from './session.ts'
import { columnList, listTables, quoted, type Table } from './tables.ts'

/** Called after each table; waited for. */
export type OnTable = (done: { readonly table: string; readonly rows: number }) => void | Promise<void>

export interface Written {
  readonly tables: number
  readonly rows: number
  /** Of the file. */
  readonly bytes: number
  /** What whoever keeps the file must know about keys. */
  readonly notice: string
}

/**
 * Writes the whole database into the file `path` (0600; in place of an older one, once complete) as it is at one moment,
 * while others go on reading and writing it. Holds up nobody but a migration that would change a table.
 *
 * Throws `BackupError` and leaves no file when the database cannot be read or the file not be written.
 */
export async function writeBackup(
  connection: Connection,
  path: string,
  options: { readonly now: Date; readonly release: string; readonly onTable?: OnTable },
): Promise<Written> {
  return await inSession(connection, async (client) => {
    try {
      const tables = await openSnapshot(client)
      const counts = new Map<string, number>()
      const header = await describe(client, tables, options)
      const bytes = await saveFile(path, contentOf(client, { header, tables, counts, onTable: options.onTable }))
      await client.query('commit')
      return { tables: tables.length, rows: sumOf(counts), bytes, notice: keysNotice }
    } catch (error) {
      throw asBackupError(error, path)
    }
  })
}

/**
 * Begins the transaction whose one snapshot all is read from, and keeps its tables from being altered. Waits for a
 * migration that is under way, so that the snapshot never shows the tables before it and the data after it.
 */
async function openSnapshot(client: pg.Client): Promise<readonly Table[]> {
  await client.query('select pg_advisory_lock_shared($1)', [migrationLockKey])
  await client.query('begin transaction isolation level repeatable read, read only')
  const tables = await listTables(client)
  if (!tables.some(({ name }) => name === 'migrations')) throw nothingThere()
  await client.query(`lock table ${columnList(tables.map(({ name }) => name))} in access share mode`)
  await client.query('select pg_advisory_unlock_shared($1)', [migrationLockKey])
  return tables
}

async function describe(
  client: pg.Client,
  tables: readonly Table[],
  { now, release }: { readonly now: Date; readonly release: string },
): Promise<Header> {
  const { rows } = await client.query<Pick<Header, 'postgres' | 'migrations' | 'sequences' | 'eventMonths'>>(`
    with recursive months (month) as (
      select date_trunc('month', min(published_at)) from events
      union all
      select (select date_trunc('month', min(published_at)) from events where published_at >= month + interval '1 month')
        from months where month is not null)
    select current_setting('server_version_num')::int as postgres,
           (select json_agg(name order by name collate "C") from migrations) as migrations,
           (select coalesce(json_object_agg(sequencename, coalesce(last_value + increment_by, start_value)::text), '{}')
              from pg_sequences where schemaname = 'public') as sequences,
           (select coalesce(json_agg(to_char(month, 'YYYY-MM-DD') order by month), '[]')
              from months where month is not null) as "eventMonths"`)
  const found = rows[0]
  if (found === undefined || found.migrations === null) throw nothingThere()
  const names = tables.map(({ name }) => name)
  return { portico: 'backup', format: formatVersion, release, createdAt: now.toISOString(), ...found, tables: names }
}

async function* contentOf(
  client: pg.Client,
  work: {
    readonly header: Header
    readonly tables: readonly Table[]
    readonly counts: Map<string, number>
    readonly onTable: OnTable | undefined
  },
): AsyncGenerator<Buffer> {
  const hash = createHash('sha256')
  for await (const chunk of bodyOf(client, work)) {
    hash.update(chunk)
    yield chunk
  }
  yield line({ rows: Object.fromEntries(work.counts), sha256: hash.digest('hex') } satisfies Trailer)
}

async function* bodyOf(client: pg.Client, work: Parameters<typeof contentOf>[1]): AsyncGenerator<Buffer> {
  yield line(work.header)
  for (const table of work.tables) {
    yield line({ table: table.name, columns: table.columns.map(({ name }) => name) } satisfies TableLine)
    const copy = client.query(copyTo(`copy (${selectOf(table)}) to stdout`))
    yield* copy
    yield Buffer.from(endOfRows)
    await client.query('select') // only now is `rowCount` known
    work.counts.set(table.name, copy.rowCount)
    await work.onTable?.({ table: table.name, rows: copy.rowCount })
  }
}

/**
 * Transaction ids mean nothing in another cluster. Every one becomes 3, the first there is: below every snapshot, so that
 * no reader waits for a transaction that will not come.
 */
function selectOf(table: Table): string {
  const values = table.columns.map(({ name, type }) => (type === 'xid8' ? `'3'::xid8` : quoted(name)))
  return `select ${values.join(', ')} from ${quoted(table.name)}`
}

function line(value: Header | TableLine | Trailer): Buffer {
  return Buffer.from(`${JSON.stringify(value)}\n`)
}

function sumOf(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0)
}

function nothingThere(): BackupError {
  return new BackupError(
    'There is nothing to back up: the database holds no Portico.',
    'See that DATABASE_URL or PORTICO_DATA_DIR names the one you mean.',
  )
}

function asBackupError(error: unknown, path: string): BackupError {
  if (error instanceof BackupError) return error
  return error instanceof Error && 'syscall' in error
    ? new BackupError(
        `The backup cannot be written to ${path}: ${reasonOf(error)}.`,
        'Choose a folder that exists, may be written and has room.',
        { cause: error },
      )
    : new BackupError(
        `The database could not be read to its end: ${reasonOf(error)}.`,
        'Nothing was written. See that the database runs, and that the user named by DATABASE_URL owns its tables; then try again.',
        { cause: error },
      )
}
