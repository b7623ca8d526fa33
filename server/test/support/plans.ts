import { existsSync, readFileSync } from 'node:fs'
import { Kysely, PostgresDialect } from 'kysely'
import { narrowTo, userScope } from '../../src/authz/scope.ts'
import type { Schema } from '../../src/db/schema.ts'
import { everyAttribute } from '../../src/authz/attributes.ts'
import { countUsers, listUsers, type UserPage } from '../../src/users/queries/list-users.ts'
import { expectGolden } from './golden.ts'
import type { World } from './world.ts'

const page: UserPage = { sort: 'name', order: 'asc', limit: 50 }
const search = (text: string) => ({ search: { kind: 'anywhere', text, readable: everyAttribute } as const })

/** What a list page can ask for. */
const pages: Readonly<Record<string, UserPage>> = {
  ...Object.fromEntries(
    (['id', 'name', 'login', 'created', 'lastLogin'] as const).flatMap((sort) =>
      (['asc', 'desc'] as const).map((order) => [`by ${sort} ${order}`, { ...page, sort, order }]),
    ),
  ),
  'one status': { ...page, status: 'STAGED' },
  'one status by created': { ...page, status: 'STAGED', sort: 'created', order: 'desc' },
  'search of one letter': { ...page, ...search('g') },
  'search of a letter that only others have': { ...page, ...search('u') },
  'search of three letters': { ...page, ...search('ily7') },
  'search of a rare word': { ...page, ...search('0013@') },
  'search of two words': { ...page, ...search('given1 f') },
  'search with a status by last sign-in': { ...page, ...search('given1'), status: 'ACTIVE', sort: 'lastLogin' },
}

interface Statement {
  readonly sql: string
  readonly parameters: readonly unknown[]
}

/**
 * How the database reaches people for each list page of this partner admin, its second page and its count. Fails on a full
 * scan and on an index that does not begin with the realm: the narrowest admin is the fastest.
 */
export async function plansOf(world: World, person: 'priya' | 'eve'): Promise<string> {
  const ctx = await world.as(person)
  const scope = narrowTo(userScope(ctx, 'users.read'), world.people[person].realmId)
  const ran: Statement[] = []
  const db = new Kysely<Schema>({
    dialect: new PostgresDialect({ pool: world.owner }),
    log: ({ query }) => {
      ran.push({ sql: query.sql, parameters: query.parameters })
    },
  })
  const ledByRealm = await indexesLedByRealm(world)
  const lines: string[] = []
  const explain = async <T>(name: string, run: () => Promise<T>): Promise<T> => {
    ran.length = 0
    const result = await run()
    const [first] = ran
    if (first === undefined) throw new Error(`${name} ran nothing`)
    const { rows } = await world.owner.query<{ 'QUERY PLAN': string }>(`explain (costs off) ${first.sql}`, [
      ...first.parameters,
    ])
    const steps = stepsOf(rows.map((row) => row['QUERY PLAN']))
    const indexes = steps.flatMap((step) => /users_\w+/.exec(step) ?? [])
    if (indexes.length === 0 || indexes.some((index) => !ledByRealm.has(index.replace('by_key', 'by_last'))))
      throw new Error(`${name} does not start from the realm:\n${rows.map((row) => row['QUERY PLAN']).join('\n')}`)
    lines.push(`${`${person}: ${name}`.padEnd(56)}${steps.join(' < ')}`)
    return result
  }
  for (const [name, asked] of Object.entries(pages)) {
    const { next } = await explain(name, () => listUsers(db, scope, asked))
    if (next !== undefined) await explain(`${name}, next page`, () => listUsers(db, scope, { ...asked, after: next }))
    if (asked.search !== undefined || asked.status !== undefined)
      await explain(`${name}, count`, () => countUsers(db, scope, asked))
  }
  return `${lines.join('\n')}\n`
}

/** Compares the plans with the golden, which speaks of one major version of PostgreSQL: another may reach people otherwise. */
export async function expectPlans(world: World, file: URL): Promise<void> {
  const { rows } = await world.owner.query<{ major: string }>(
    "select split_part(current_setting('server_version'), '.', 1) as major",
  )
  const head = `PostgreSQL ${rows[0]?.major}\n`
  const plans = `${head}${await plansOf(world, 'priya')}${await plansOf(world, 'eve')}`
  const isOfAnother = existsSync(file) && !readFileSync(file, 'utf8').startsWith(head)
  if (!isOfAnother) expectGolden(file, plans)
}

/** The steps of a plan that reach or order people, the last one first. */
function stepsOf(plan: readonly string[]): readonly string[] {
  const step =
    /(?:Parallel )?(?:Index (?:Only )?Scan(?: Backward)? using users_\w+|Bitmap Index Scan on users_\w+|Seq Scan on users|(?:Incremental )?Sort$|BitmapAnd|BitmapOr)/
  // Where only the realm is looked up, several indexes serve equally: which one is chance.
  const alike = /users_by_(?:first|last|short|email)/
  return plan.flatMap((line) => step.exec(line)?.[0].replace(alike, 'users_by_key') ?? [])
}

async function indexesLedByRealm(world: World): Promise<ReadonlySet<string>> {
  const { rows } = await world.owner.query<{ name: string }>(
    `select i.indexrelid::regclass::text as name from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
      where i.indrelid = 'users'::regclass and a.attname = 'realm_id'`,
  )
  return new Set(rows.map(({ name }) => name))
}
