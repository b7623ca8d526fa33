import { globSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import {
  type DatabaseConnection,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely'
import { expect, test } from 'vitest'
import type { Database, Tx } from '../../src/db/database.ts'
import type { Schema } from '../../src/db/schema.ts'
import { Fault } from '../../src/kernel/fault.ts'
import { expectGolden } from './golden.ts'

/** Runs one function of a `queries` file with arguments that never change. */
export type Run = (on: { readonly db: Database; readonly tx: Tx }) => unknown
/** Every exported function of a file by name. What runs no statement of its own is `noQuery`. */
export type Entries = Readonly<Record<string, Run | typeof noQuery>>
export const noQuery = 'runs no statement'

/**
 * Keeps the SQL of every query function of a folder in `<file>.golden.sql`, compiled without a database. A function without
 * an entry fails, and so does an entry without a function.
 */
export function testQueries(folder: URL, files: Readonly<Record<string, Entries>>): void {
  test('every file of queries is listed', () => {
    const present = globSync('*.ts', { cwd: fileURLToPath(folder), exclude: ['*.test.ts'] })
    expect(Object.keys(files).sort()).toEqual(present.map((file) => file.replace('.ts', '')).sort())
  })

  test.each(Object.entries(files))('%s compiles to the SQL in git', async (file, entries) => {
    const module: Readonly<Record<string, unknown>> = await import(new URL(`${file}.ts`, folder).href)
    const functions = Object.keys(module).filter((name) => typeof module[name] === 'function')
    expect(Object.keys(entries).sort()).toEqual(functions.sort())
    const texts: string[] = []
    for (const [name, run] of Object.entries(entries)) {
      if (run === noQuery) continue
      const statements = await statementsOf(run)
      expect([name, statements.length]).not.toEqual([name, 0])
      texts.push(`-- ${name}\n${statements.map((statement) => `${inLines(statement)};\n`).join('')}`)
    }
    if (texts.length > 0) expectGolden(new URL(`${file}.golden.sql`, folder), texts.join('\n'))
  })
}

/** The statements that a run sends, in their order. Each is answered with one empty row, so that those after it follow. */
async function statementsOf(run: Run): Promise<readonly string[]> {
  const statements: string[] = []
  const db = new Kysely<Schema>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new OneRowDriver(),
      createIntrospector: (database) => new PostgresIntrospector(database),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
    log: ({ query }) => {
      statements.push(query.sql)
    },
  })
  try {
    await db.transaction().execute(async (tx) => run({ db, tx }))
  } catch (error) {
    // A refusal, or somebody who looks into the empty row: there is nothing to see after that.
    if (!(error instanceof Fault || error instanceof TypeError)) throw error
  }
  return statements.filter((statement) => !/^(begin|commit|rollback)/.test(statement))
}

class OneRowDriver extends DummyDriver {
  override async acquireConnection(): Promise<DatabaseConnection> {
    return {
      executeQuery: async <R>() => ({ rows: [{} as R], numAffectedRows: 1n }),
      streamQuery: async function* () {},
    }
  }
}

/** Breaks a statement where a clause begins, so that a change shows as a line. */
function inLines(statement: string): string {
  return statement
    .replace(/\s+/g, ' ')
    .trim()
    .replace(
      / (from|left join|inner join|where|group by|order by|limit|for|on conflict|returning|values|set) /g,
      '\n  $1 ',
    )
}
