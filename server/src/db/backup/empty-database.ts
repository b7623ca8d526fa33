import type pg from 'pg'
import { BackupError } from './error.ts'

/** Everything in the schema that is not part of an extension, which stays: another owner may have installed it. */
const own = (catalog: string, row: string) =>
  `not exists (select from pg_depend d where d.classid = '${catalog}'::regclass and d.objid = ${row}.oid and d.deptype = 'e')`

const relations = `
  select c.oid::regclass::text as name,
         case c.relkind when 'S' then 'sequence' when 'v' then 'view' when 'm' then 'materialized view'
                        when 'f' then 'foreign table' else 'table' end as kind
    from pg_class c
   where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
     and not c.relispartition and ${own('pg_class', 'c')}
   order by c.relkind = 'S', c.relname` // a sequence goes with the column that owns it

const routines = `
  select p.oid::regprocedure::text as name, 'routine' as kind
    from pg_proc p where p.pronamespace = 'public'::regnamespace and ${own('pg_proc', 'p')}`

const types = `
  select t.oid::regtype::text as name, 'type' as kind
    from pg_type t left join pg_class c on c.oid = t.typrelid
   where t.typnamespace = 'public'::regnamespace and ${own('pg_type', 't')}
     and (t.typtype in ('d', 'e', 'r') or (t.typtype = 'c' and c.relkind = 'c'))`

/**
 * Makes sure that a restore destroys nothing: refuses a database that is in use by Portico or holds tables. With
 * `replace`, drops all that Portico has there, in the caller's transaction.
 */
export async function emptyDatabase(client: pg.Client, { replace }: { readonly replace: boolean }): Promise<void> {
  await refuseOthers(client)
  const { rows } = await client.query<{ name: string }>(relations)
  if (rows.length === 0) return
  if (!replace) throw notEmpty(rows.map(({ name }) => name))
  if (!rows.some(({ name }) => name === 'migrations')) throw foreign(rows.map(({ name }) => name))
  await dropAll(client)
}

async function refuseOthers(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ count: number }>(
    `select count(*)::int as count from pg_stat_activity where datname = current_database() and application_name = 'portico'`,
  )
  if (rows[0]?.count === 0) return
  throw new BackupError(
    'A running Portico is using the database.',
    'Stop every Portico that uses it, restore, then start them again.',
  )
}

async function dropAll(client: pg.Client): Promise<void> {
  for (const catalog of [relations, routines, types]) {
    const { rows } = await client.query<{ name: string; kind: string }>(catalog)
    for (const { name, kind } of rows) await client.query(`drop ${kind} if exists ${name} cascade`)
  }
}

function notEmpty(names: readonly string[]): BackupError {
  return new BackupError(
    `The database is not empty: it holds ${listed(names)}.`,
    'Nothing was changed. Restore into an empty database, or use --replace to delete all that is in this one.',
  )
}

function foreign(names: readonly string[]): BackupError {
  return new BackupError(
    `The database holds tables that are not Portico's (${listed(names)}).`,
    'Nothing was changed. Restore into a database of its own.',
  )
}

function listed(names: readonly string[]): string {
  const more = names.length - 3
  return `${names.slice(0, 3).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}
