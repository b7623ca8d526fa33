import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { run, urlOf } from '../../test/support/terminal.ts'

// A deployment that nobody has set up: the first thing that somebody does with it.
const database = `test_${randomUUID().replaceAll('-', '')}`
const host = inject('databaseHost')
let environment: Readonly<Record<string, string>> = {}
const create = (...more: string[]) => run(['admin', 'create', ...more], environment)
const ada = ['--login', 'ada@id.example.com', '--first-name', 'Ada', '--last-name', 'Ito']

beforeAll(async () => {
  await query('postgres', `create database ${database}`)
  environment = {
    DATABASE_URL: urlOf({ host, database }),
    PORTICO_KEYS: (await run(['keys', 'new'])).out.trim(),
    PORTICO_ORIGIN: 'https://id.example.com',
  }
})
afterAll(() => query('postgres', `drop database ${database} with (force)`))

describe('portico admin create', () => {
  test('sets an empty database up, and prints the link alone', async () => {
    const { code, out, err } = await create(...ada)
    expect([code, err]).toEqual([
      0,
      expect.stringMatching(/^This link works once, until \S+Z\. Give it to them and to nobody else\.\n$/),
    ])
    expect(out).toMatch(/^https:\/\/id\.example\.com\/welcome\/[\w-]{43}\n$/)
    expect(await query(database, 'select status from users')).toEqual([{ status: 'PROVISIONED' }])
    expect(await query(database, 'select is_demo, rp_id from org')).toEqual([{ is_demo: false, rp_id: null }])
  })

  test('works afterwards too, for either role', async () => {
    expect(await create(...ada)).toMatchObject({ code: 1, out: '', err: expect.stringContaining('[user.loginTaken]') })
    const bo = ['--login', 'bo@id.example.com', '--first-name', 'Bo', '--last-name', 'Ek', '--role', 'org']
    expect(await create(...bo)).toMatchObject({ code: 0 })
    expect(
      await query(
        database,
        "select r.type from role_assignments a join roles r on r.id = a.role_id join users u on u.id = a.user_id where u.profile ->> 'login' = 'bo@id.example.com'",
      ),
    ).toEqual([{ type: 'ORG_ADMIN' }])
  })

  test('tells what is wrong with each field', async () => {
    const { code, out, err } = await create('--login', 'ada', '--first-name', '', '--last-name', 'x'.repeat(51))
    expect([code, out]).toEqual([1, ''])
    expect(err).toMatch(/profile\.login: .+ \[notEmail\]/)
    expect(err).toMatch(/profile\.firstName: .+ \[required\]/)
    expect(err).toMatch(/profile\.lastName: .+ \[tooLong\]/)
    expect(await create(...ada, '--role', 'god')).toMatchObject({ code: 2, out: '' })
  })
})

async function query(name: string, statement: string): Promise<readonly unknown[]> {
  const client = new pg.Client({ host, user: 'portico', database: name })
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}
