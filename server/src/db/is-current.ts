import { sql } from 'kysely'
import type { Database } from './database.ts'
import { listMigrations } from './migrate.ts'

/**
 * Whether the database answers and has every migration of this release. One that a newer release has migrated further is
 * current too: releases overlap while processes are exchanged one by one.
 */
export async function isCurrent(db: Database): Promise<boolean> {
  const names = listMigrations().map((migration) => migration.name)
  const { rows } = await sql<{ applied: boolean }>`
    select count(*) = ${names.length} as applied from migrations where name = any (${names}::text[])`.execute(db)
  return rows[0]?.applied === true
}
