import { mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '../../src/db/embedded/supervisor.ts'
import { buildTemplate } from './template.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    readonly databaseHost: string
  }
}

/** One PostgreSQL for the whole run; each test file clones its own database from a template that holds the cast. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(hasRoom(memoryFolder) ? memoryFolder : tmpdir(), 'portico-test-'))
  const postgres = await startEmbedded({ dataDir, log: () => undefined })
  const { host, user } = postgres.connection
  const admin = new pg.Client({ host, user, database: 'postgres' })
  await admin.connect()
  // Nothing here has to survive a crash; the proof of that starts its own.
  for (const setting of ['fsync', 'full_page_writes', 'synchronous_commit', 'autovacuum'])
    await admin.query(`alter system set ${setting} = off`)
  await admin.query('select pg_reload_conf()')
  await admin.query('create database template_portico')
  await buildTemplate({ kind: 'socket', host, user, database: 'template_portico' })
  await admin.end()
  project.provide('databaseHost', host)
  return async () => {
    await postgres.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** A hundred databases are a hundred times four hundred files: in memory that takes a third of the time. */
const memoryFolder = '/dev/shm'
const neededBytes = 2 * 1024 ** 3

function hasRoom(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize > neededBytes
  } catch {
    return false
  }
}
