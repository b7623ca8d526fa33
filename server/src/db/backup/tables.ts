import pg from 'pg'

/** A table of the schema, and the columns that it stores, in order. */
export interface Table {
  readonly name: string
  readonly columns: readonly { readonly name: string; readonly type: string }[]
}

/**
 * All tables by name, a partitioned one as one table. Columns that are computed from others are left out, and so is what
 * belongs to an extension.
 */
export async function listTables(client: pg.Client): Promise<readonly Table[]> {
  const { rows } = await client.query<Table>(`
    select c.relname as name,
           json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, null)) order by a.attnum) as columns
      from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
       and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
       and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
     group by c.relname order by c.relname collate "C"`)
  return rows
}

/** `"a", "b"` */
export function columnList(names: readonly string[]): string {
  return names.map(quoted).join(', ')
}

export function quoted(name: string): string {
  return pg.escapeIdentifier(name)
}
