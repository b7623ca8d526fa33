import type pg from 'pg'

/** What must wait until the rows are there, as statements. */
export interface Afterwards {
  readonly statements: readonly string[]
}

const triggers = `
  select format('alter table %s disable trigger user', t.tgrelid::regclass) as before,
         format('alter table %s enable trigger user', t.tgrelid::regclass) as after
    from pg_trigger t join pg_class c on c.oid = t.tgrelid
   where c.relnamespace = 'public'::regnamespace and not c.relispartition and not t.tgisinternal
   group by t.tgrelid`

const foreignKeys = `
  select format('alter table %s drop constraint %I', conrelid::regclass, conname) as before,
         format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as after
    from pg_constraint where connamespace = 'public'::regnamespace and contype = 'f' and conparentid = 0`

// A partitioned table's index is described without its partitions ("on only"), but wanted with them.
const indexes = `
  select format('drop index %s', i.indexrelid::regclass) as before,
         replace(pg_get_indexdef(i.indexrelid), ' ON ONLY ', ' ON ') as after
    from pg_index i join pg_class c on c.oid = i.indexrelid
   where c.relnamespace = 'public'::regnamespace and not c.relispartition
     and not exists (select from pg_constraint k where k.conindid = i.indexrelid)`

/**
 * Empties all tables and takes away what would get in the way of their rows: foreign keys, so that tables may be loaded in
 * any order; indexes, since building one is several times faster than filling it; triggers, since these rows were
 * through them before. Needs no right but that of the owner.
 */
export async function prepareTables(client: pg.Client, tables: readonly string[]): Promise<Afterwards> {
  const afterwards: string[] = []
  for (const catalog of [foreignKeys, indexes, triggers]) {
    const { rows } = await client.query<{ before: string; after: string }>(catalog)
    for (const { before } of rows) await client.query(before)
    afterwards.unshift(...rows.map(({ after }) => after))
  }
  await client.query(`truncate ${tables.join(', ')}`)
  return { statements: afterwards }
}

/** Brings back what `prepareTables` took away; foreign keys check every row then. */
export async function completeTables(client: pg.Client, afterwards: Afterwards): Promise<void> {
  await client.query('set constraints all immediate')
  await client.query(`set local maintenance_work_mem = '128MB'`) // an index for search by part of a word needs it
  for (const statement of afterwards.statements) await client.query(statement)
}
