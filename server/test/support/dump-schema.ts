import type pg from 'pg'

/** The schema as text that does not depend on creation order: columns, constraints, indexes, triggers and functions by name. */
export async function dumpSchema(client: Pick<pg.Pool, 'query'>): Promise<string> {
  const lines = async (sql: string) => (await client.query<{ line: string }>(sql)).rows.map((row) => row.line)
  const tables = await lines(`
    select format('%s.%s %s%s%s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), case when a.attnotnull then ' not null' else '' end,
             coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), case when a.attidentity <> '' then ' identity' end, '')) as line
      from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
      left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
     where n.nspname = 'public' and c.relkind in ('r','p') and not c.relispartition and a.attnum > 0 and not a.attisdropped
     order by c.relname collate "C", a.attnum`)
  const constraints = await lines(`
    select format('%s: %s %s', c.relname, k.conname, pg_get_constraintdef(k.oid)) as line
      from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and not c.relispartition and k.contype <> 'n' order by c.relname collate "C", k.conname collate "C"`)
  const indexes = await lines(`
    select pg_get_indexdef(i.indexrelid) as line from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
      join pg_class x on x.oid = i.indexrelid
     where n.nspname = 'public' and not c.relispartition order by x.relname collate "C"`)
  const triggers = await lines(`
    select pg_get_triggerdef(t.oid) as line from pg_trigger t join pg_class c on c.oid = t.tgrelid
     where not t.tgisinternal and not c.relispartition order by c.relname collate "C", t.tgname collate "C"`)
  const functions = await lines(`
    select pg_get_functiondef(p.oid) as line from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where n.nspname = 'public' and p.proname like 'portico%' order by p.proname collate "C"`)
  const section = (title: string, text: readonly string[]) => `-- ${title}\n${text.join('\n')}\n`
  return [
    section('columns', tables),
    section('constraints', constraints),
    section('indexes', indexes),
    section('triggers', triggers),
    section('functions', functions),
  ].join('\n')
}
