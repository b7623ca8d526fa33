import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import { afterAll, beforeAll, inject } from 'vitest'
import { type ApiParts, apiRoutes, buildApp } from '../../src/app.ts'
import type { Ctx } from '../../src/authz/context.ts'
import { readConfig } from '../../src/config/config.ts'
import { type Connection, type Database, openDatabase } from '../../src/db/database.ts'
import { type RealmId, newSessionId, type SessionId, type UserId } from '../../src/kernel/ids.ts'
import type { Fault } from '../../src/kernel/fault.ts'
import type { AnyRoute } from '../../src/http/route.ts'
import { newKeys, parseKeyring } from '../../src/kernel/keyring.ts'
import { hashSecret, newSecret } from '../../src/kernel/secret.ts'
import { createHasher } from '../../src/passwords/public.ts'
import { openContext } from '../../src/record/open-context.ts'
import { authenticate } from '../../src/signin/authenticate.ts'
import { worldBegins } from './template.ts'

export type PersonKey = 'sam' | 'omar' | 'kim' | 'priya' | 'noor' | 'lee' | 'eve' | 'ana'
export interface Person {
  readonly id: UserId
  readonly realmId: RealmId
  readonly login: string
}
// oxlint-disable-next-line typescript/no-explicit-any -- tests read bodies of every shape and assert on what they find
type Loose = any

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: Loose
  readonly text: string
}

/** A database of this file's own, with the cast in it, the app on top, and a clock that tests move. */
export interface World {
  readonly db: Database
  readonly connection: Connection
  /** The database's owner: for looking at rows and for making states that no use case makes yet. */
  readonly owner: pg.Pool
  readonly app: FastifyInstance
  /** What use cases are given besides a context, the same as in the app. */
  readonly parts: ApiParts
  readonly routes: readonly AnyRoute[]
  readonly people: Readonly<Record<PersonKey, Person>>
  readonly realms: { readonly home: RealmId; readonly acme: RealmId; readonly globex: RealmId }
  readonly queries: string[]
  now: Date
  /** A context as this person, signed in with a fresh proof. */
  readonly as: (person: PersonKey) => Promise<Ctx>
  /** One request as this person, through the real edge with a real session. */
  readonly request: (
    person: PersonKey | 'nobody',
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<Answer>
  readonly signIn: (
    person: PersonKey,
  ) => Promise<{ readonly cookie: string; readonly sessionId: SessionId; readonly secret: string }>
  readonly events: (type?: string) => Promise<
    ReadonlyArray<{
      readonly id: string
      readonly event_type: string
      readonly actor_id: string
      readonly detail: Loose
      readonly targets: Loose
      readonly outcome: string
    }>
  >
}

export const testOrigin = 'http://localhost:8080'

/** Opens a world before this file's tests and closes it after them. */
export function useWorld(): World {
  const world = {} as World // filled before the first test runs
  let stop = async () => {}
  beforeAll(async () => {
    stop = await openWorld(world)
  })
  afterAll(() => stop())
  return world
}

/** Fills the world that the file's tests hold, so that a clock moved there is the clock of the app. Returns how to close it. */
async function openWorld(world: World): Promise<() => Promise<void>> {
  const host = inject('databaseHost')
  const database = `test_${randomUUID().replaceAll('-', '')}`
  await asAdmin(host, `create database ${database} template template_portico`)
  const connection: Connection = { kind: 'socket', host, user: 'portico', database }
  const owner = new pg.Pool({ host, user: 'portico', database, max: 4 })
  const hasher = await createHasher()
  const keyring = parseKeyring(newKeys(worldBegins))
  const queries: string[] = []
  const db = openDatabase({
    connection,
    max: 8,
    statementTimeoutMs: 10_000,
    log: () => undefined,
    onQuery: (text) => queries.push(text),
  })
  const config = readConfig({
    PORTICO_DEMO: 'true',
    PORTICO_ORIGIN: testOrigin,
    PORTICO_REQUESTS_PER_MINUTE: '1000000',
  })
  owner.on('error', () => undefined) // the database is dropped under idle connections at the end
  const { people, realms } = await readPeople(owner)
  const parts: ApiParts = { hasher, keyring, answerMs: 0 }
  const sessions = new Map<PersonKey, { cookie: string; sessionId: SessionId; secret: string }>()
  const filled: World = {
    db,
    connection,
    owner,
    app: buildApp({
      config,
      db,
      clock: () => world.now,
      log: () => undefined,
      ...parts,
      onFault: refuseUndeclared,
    }),
    parts,
    routes: apiRoutes(parts),
    people,
    realms,
    queries,
    now: new Date(worldBegins.getTime() + 60_000),
    signIn: (person) => openSession(world, people[person]),
    as: async (person) => {
      const { secret } = await openSession(world, people[person])
      const actor = await authenticate(db, { authorization: undefined, sessionSecret: secret }, world.now)
      return openContext(db, {
        actor,
        now: () => world.now,
        requestId: 'test',
        origin: { address: '192.0.2.1', userAgent: 'test' },
        log: () => undefined,
      })
    },
    request: async (person, method, path, body, headers = {}) => {
      const session = person === 'nobody' ? undefined : (sessions.get(person) ?? (await world.signIn(person)))
      if (person !== 'nobody' && session !== undefined) sessions.set(person, session)
      const answer = await world.app.inject({
        method: method as 'GET', // inject lists its methods; tests send others too
        url: path,
        headers: {
          host: 'localhost:8080',
          ...(session === undefined ? {} : { cookie: session.cookie, origin: testOrigin, 'x-portico-client': 'test' }),
          ...headers,
        },
        ...(body === undefined ? {} : { payload: body as object }), // any JSON value or text
      })
      // A browser keeps no cookie that was cleared: who signed out signs in again.
      if (person !== 'nobody' && /portico_session=;/.test(String(answer.headers['set-cookie']))) sessions.delete(person)
      return { status: answer.statusCode, headers: answer.headers, body: parsed(answer.body), text: answer.body }
    },
    events: async (type) =>
      (
        await owner.query(
          'select id, event_type, actor_id, detail, targets, outcome from events where $1::text is null or event_type = $1 order by seq',
          [type ?? null],
        )
      ).rows,
  }
  Object.assign(world, filled)
  return async () => {
    await world.app.close()
    await db.destroy()
    await owner.end()
    await asAdmin(host, `drop database if exists ${database} with (force)`)
  }
}

const everywhere = new Set([
  'auth.noSession',
  'auth.badToken',
  'actor.dead',
  'authz.denied',
  'authz.proofNeeded',
  'server.busy',
])

/** A route says which faults it can answer with. One that it does not say fails the test that meets it. */
function refuseUndeclared(route: AnyRoute, fault: Fault): void {
  if (everywhere.has(fault.code) || fault.code.startsWith('request.') || fault.code.startsWith('idempotency.')) return
  if (!route.faults.includes(fault.code))
    throw new Error(`${route.id} answers with ${fault.code}, which it does not declare`)
}

async function asAdmin(host: string, statement: string): Promise<void> {
  const admin = new pg.Client({ host, user: 'portico', database: 'postgres' })
  await admin.connect()
  await admin.query(statement)
  await admin.end()
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

async function readPeople(owner: pg.Pool): Promise<Pick<World, 'people' | 'realms'>> {
  const people = await owner.query<{ id: UserId; realm_id: RealmId; login: string }>(
    "select id, realm_id, profile ->> 'login' as login from users",
  )
  const byName = (name: string) => people.rows.find((row) => row.login.startsWith(`${name}@`))
  const entries = ['sam', 'omar', 'kim', 'priya', 'noor', 'lee', 'eve', 'ana'].map((key) => {
    const row = byName(key)
    if (row === undefined) throw new Error(`the template has no ${key}`)
    return [key, { id: row.id, realmId: row.realm_id, login: row.login }] as const
  })
  const realms = await owner.query<{ id: RealmId; name_key: string }>('select id, name_key from realms')
  const realm = (name: string) => realms.rows.find((row) => row.name_key === name)?.id as RealmId // the template has all three
  return {
    people: Object.fromEntries(entries) as World['people'],
    realms: { home: realm('default realm'), acme: realm('acme'), globex: realm('globex') },
  }
}

async function openSession(world: World, person: Person) {
  const secret = newSecret()
  const sessionId = newSessionId(world.now)
  await world.owner.query(
    `insert into sessions (id, realm_id, user_id, secret_hash, user_epoch, methods, proved_at, address, user_agent, created_at, last_seen_at, idle_seconds, expires_at)
     select $1, realm_id, id, $2, epoch, '[]', $3, '192.0.2.1', 'test', $3, $3, 3600, $3::timestamptz + interval '12 hours' from users where id = $4`,
    [sessionId, hashSecret(secret), world.now, person.id],
  )
  return { cookie: `portico_session=${secret.reveal()}`, sessionId, secret: secret.reveal() }
}
