import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { ConfigError, describeConfig, readConfig } from './config.ts'
import { keys } from './keys.ts'

const folder = mkdtempSync(join(tmpdir(), 'portico-test-'))
afterAll(() => rmSync(folder, { recursive: true }))

type Environment = Readonly<Record<string, string>>
function problems(environment: Environment): readonly string[] {
  try {
    readConfig(environment)
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
}
function file(name: string, content: string): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}
const production = {
  PORTICO_ENV: 'production',
  PORTICO_ORIGIN: 'https://id.example.com',
  PORTICO_KEYS: `k1:${Buffer.alloc(32).toString('base64')}`,
}

describe('readConfig', () => {
  test('needs nothing said, and listens to this machine alone then', () => {
    expect(readConfig({})).toMatchObject({
      port: 8080,
      host: '127.0.0.1',
      origin: 'http://localhost:8080',
      rpId: 'localhost',
      dataDir: resolve('./data'),
      isDemo: false,
      isProduction: false,
      databaseUrl: undefined,
      smtp: undefined,
      proxyHops: 0,
      drainSeconds: 0,
    })
  })

  test('is frozen, and follows the port and the origin where nothing else is said', () => {
    expect(Object.isFrozen(readConfig({}))).toBe(true)
    expect(readConfig({ PORT: '9000' }).origin).toBe('http://localhost:9000')
    expect(readConfig(production)).toMatchObject({ rpId: 'id.example.com', isProduction: true })
    expect(readConfig({ ...production, PORTICO_RP_ID: 'example.com' }).rpId).toBe('example.com')
  })

  test('tells every problem together, each with its name and what it must be', () => {
    const told = problems({
      PORT: '0',
      PORTICO_ORIGIN: 'http://localhost:8080/portal',
      PORTICO_DEMO: 'yes',
      PORTICO_TRUST_PROXY: '-1',
      PORTICO_DATABASE_CONNECTIONS: '0',
      PORTICO_DRAIN_SECONDS: '601',
      PORTICO_LOG_FORMAT: 'xml',
      PORTICO_ENV: 'prod',
    })
    for (const name of [
      'PORT is "0"',
      'PORTICO_ORIGIN is',
      'PORTICO_DEMO is "yes"',
      'PORTICO_TRUST_PROXY is',
      'PORTICO_DATABASE_CONNECTIONS is',
      'PORTICO_DRAIN_SECONDS is',
      'PORTICO_LOG_FORMAT must',
      'PORTICO_ENV must',
    ])
      expect(told.filter((problem) => problem.startsWith(name))).toHaveLength(1)
    expect(told).toHaveLength(8)
  })

  test('takes no number that is none, however it is written', () => {
    for (const port of [' ', '1e3', '0x50', '65536', '+80', '8080 ', '１２３'])
      expect([port, problems({ PORT: port }).length]).toEqual([port, 1])
  })

  test('takes a setting that is there and empty as one that is not set', () => {
    expect(readConfig({ PORT: '', PORTICO_ORIGIN: '', PORTICO_KEYS_FILE: '', PORTICO_DEMO: '' })).toEqual(
      readConfig({}),
    )
    expect(describeConfig({ PORT: '' })).toContainEqual({ name: 'PORT', value: '8080', isSet: false })
  })

  test('takes an origin and nothing more', () => {
    for (const origin of [
      'id.example.com',
      'https://id.example.com/',
      'https://id.example.com/x',
      'https://u:p@id.example.com',
      'HTTPS://ID.EXAMPLE.COM',
      'https://id.example.com:443',
      'ftp://id.example.com',
      'javascript:alert(1)',
      'https://',
    ])
      expect([origin, problems({ PORTICO_ORIGIN: origin }).length]).toEqual([origin, 1])
    for (const origin of ['https://id.example.com', 'http://localhost:9000', 'https://xn--bcher-kva.example'])
      expect(problems({ PORTICO_ORIGIN: origin })).toEqual([])
  })
})

describe('a secret', () => {
  test('is read from a file by any setting’s name, without the line’s end', () => {
    const config = readConfig({
      SMTP_HOST: 'mail.example.com',
      SMTP_PASSWORD_FILE: file('password', 'hunter2\n'),
      PORT_FILE: file('port', '9000\n'),
    })
    expect(config.smtp?.password?.reveal()).toBe('hunter2')
    expect(config.port).toBe(9000)
  })

  test('that is said twice, or whose file cannot be read, is refused without being told', () => {
    const twice = problems({ SMTP_PASSWORD: 'hunter2', SMTP_PASSWORD_FILE: file('password', 'hunter3') })
    expect(twice).toEqual(['SMTP_PASSWORD and SMTP_PASSWORD_FILE are both set: keep one'])
    const absent = problems({ PORTICO_KEYS_FILE: join(folder, 'absent') })
    expect(absent).toEqual([`PORTICO_KEYS_FILE names ${join(folder, 'absent')}, which cannot be read`])
  })

  test('that cannot be what it is for is refused without being repeated', () => {
    const keys = { PORTICO_KEYS: production.PORTICO_KEYS }
    expect(problems({ ...keys, DATABASE_URL: 'mysql://root:hunter2@db' })).toEqual([
      'DATABASE_URL must begin with postgres://',
    ])
    for (const text of ['hunter2', 'k1:hunter2', ',', `${production.PORTICO_KEYS},${production.PORTICO_KEYS}`]) {
      const told = problems({ PORTICO_KEYS: text })
      expect([text, told.length]).toEqual([text, 1])
      expect(told[0]).toMatch(/^PORTICO_KEYS/)
      expect(told[0]).not.toContain('hunter2')
    }
  })

  test('is printed by nothing', () => {
    const config = readConfig({
      ...production,
      DATABASE_URL: 'postgres://portico:hunter2@db/portico',
      SMTP_HOST: 'mail.example.com',
      SMTP_PASSWORD: 'hunter2',
    })
    expect(JSON.stringify(config)).not.toContain('hunter2')
    expect(String(config.databaseUrl)).toBe('[secret]')
  })
})

describe('what would be unsafe does not start', () => {
  test('production without an origin, over http, with demo people or generated keys', () => {
    expect(problems(production)).toEqual([])
    expect(problems({ PORTICO_ENV: 'production' })).toEqual([
      expect.stringContaining('PORTICO_ORIGIN is missing'),
      expect.stringContaining('PORTICO_ORIGIN must be https'),
      expect.stringContaining('PORTICO_KEYS is missing'),
    ])
    expect(problems({ ...production, PORTICO_ORIGIN: 'http://id.example.com' })).toEqual([
      'PORTICO_ORIGIN must be https in production',
    ])
    expect(problems({ ...production, PORTICO_DEMO: 'true' })[0]).toContain('PORTICO_DEMO is on in production')
  })

  test('a database of one’s own without keys of one’s own', () => {
    expect(problems({ DATABASE_URL: 'postgres://localhost/portico' })).toEqual([
      expect.stringContaining('PORTICO_KEYS is missing'),
    ])
  })

  test('a demo that others can reach', () => {
    expect(problems({ PORTICO_DEMO: 'true' })).toEqual([])
    for (const host of ['localhost', '127.0.0.1', '::1'])
      expect(problems({ PORTICO_DEMO: '1', PORTICO_HOST: host })).toEqual([])
    for (const more of [
      { PORTICO_HOST: '0.0.0.0' },
      { PORTICO_HOST: '::' },
      { PORTICO_ORIGIN: 'https://demo.example.com' },
      { PORTICO_ORIGIN: 'http://localhost.example.com' },
    ])
      expect(problems({ PORTICO_DEMO: 'true', ...more })).toEqual([
        expect.stringContaining('the demo answers on loopback only'),
      ])
  })
})

describe('describeConfig', () => {
  test('names every setting, says what is a default, and masks every secret', () => {
    const described = describeConfig({
      PORT: '9000',
      DATABASE_URL: 'postgres://portico:hunter2@db/portico',
      PORTICO_KEYS_FILE: file('keys', production.PORTICO_KEYS),
      SMTP_PASSWORD: 'hunter2',
    })
    expect(described.map(({ name }) => name)).toEqual(keys.map(({ name }) => name))
    expect(described).toContainEqual({ name: 'PORT', value: '9000', isSet: true })
    expect(described).toContainEqual({ name: 'PORTICO_HOST', value: '127.0.0.1', isSet: false })
    for (const name of ['DATABASE_URL', 'PORTICO_KEYS', 'SMTP_PASSWORD'])
      expect(described).toContainEqual({ name, value: '[secret]', isSet: true })
    expect(JSON.stringify(described)).not.toMatch(/hunter2|k1:/)
  })
})
