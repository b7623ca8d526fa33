import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Connection } from '../db/database.ts'
import { parseKeyring } from '../kernel/keyring.ts'
import { Secret } from '../kernel/secret.ts'
import { type Key, type KeyName, keys } from './keys.ts'

/** The settings of one process: parsed once before anything opens, frozen, and handed down. */
export interface Config {
  readonly port: number
  readonly host: string
  readonly dataDir: string
  readonly databaseUrl: Secret | undefined
  readonly origin: string
  readonly rpId: string
  readonly isDemo: boolean
  readonly isProduction: boolean
  readonly encryptionKeys: Secret | undefined
  readonly proxyHops: number
  readonly databaseConnections: number
  readonly requestsPerMinute: number
  readonly drainSeconds: number
  readonly logFormat: 'json' | 'pretty' | 'auto'
  readonly smtp: Smtp | undefined
  readonly mailFrom: string
}
export interface Smtp {
  readonly host: string
  readonly port: number
  readonly user: string | undefined
  readonly password: Secret | undefined
  readonly requireTls: boolean
}

/** Everything that is wrong with the settings, told together. */
export class ConfigError extends Error {
  readonly problems: readonly string[]
  constructor(problems: readonly string[]) {
    super(
      `the configuration has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`,
    )
    this.name = 'ConfigError'
    this.problems = problems
  }
}

type Environment = Readonly<Record<string, string | undefined>>
type Raw = Readonly<Partial<Record<KeyName, string>>>

/** Reads the settings from an environment. Throws `ConfigError` with every problem at once. */
export function readConfig(environment: Environment): Config {
  const problems: string[] = []
  const raw = readRaw(environment, problems)
  const config = Object.freeze(assemble(raw))
  problems.push(
    ...keys.flatMap((key) => shapeProblems(key, raw[key.name])),
    ...malformed(config),
    ...unsafe(config, raw),
  )
  if (problems.length > 0) throw new ConfigError(problems)
  return config
}

/** The effective values by name, secrets masked: what `portico config` prints. */
export function describeConfig(
  environment: Environment,
): ReadonlyArray<{ readonly name: string; readonly value: string; readonly isSet: boolean }> {
  const raw = readRaw(environment, [])
  return keys.map((key: Key) => {
    const value = raw[key.name as KeyName] // the list's names are the type
    return {
      name: key.name,
      value: value === undefined ? '' : key.kind === 'secret' ? '[secret]' : value,
      isSet: isSet(environment, key.name),
    }
  })
}

/** A setting that is there and empty, as deployment tools leave one, is not set. */
const given = (environment: Environment, name: string) => (environment[name] === '' ? undefined : environment[name])
const isSet = (environment: Environment, name: string) =>
  given(environment, name) !== undefined || given(environment, `${name}_FILE`) !== undefined

function readRaw(environment: Environment, problems: string[]): Raw {
  const entries = keys.map((key: Key) => {
    const file = given(environment, `${key.name}_FILE`)
    const own = given(environment, key.name)
    if (file !== undefined && own !== undefined)
      problems.push(`${key.name} and ${key.name}_FILE are both set: keep one`)
    const value = own ?? (file === undefined ? key.default : readFile(key.name, file, problems))
    return [key.name, value === '' ? undefined : value] as const
  })
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined))
}

function readFile(name: string, file: string, problems: string[]): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    problems.push(`${name}_FILE names ${file}, which cannot be read`)
    return undefined
  }
}

const number = (text: string | undefined) => Number(text ?? 'NaN')
const isOn = (text: string | undefined) => text === 'true' || text === '1'

function assemble(raw: Raw): Config {
  const port = number(raw.PORT)
  const origin = raw.PORTICO_ORIGIN ?? `http://localhost:${port}`
  const host = raw.SMTP_HOST
  return {
    port,
    host: raw.PORTICO_HOST ?? '127.0.0.1',
    dataDir: resolve(raw.PORTICO_DATA_DIR ?? './data'),
    databaseUrl: raw.DATABASE_URL === undefined ? undefined : new Secret(raw.DATABASE_URL),
    origin,
    rpId: raw.PORTICO_RP_ID ?? hostOf(origin),
    isDemo: isOn(raw.PORTICO_DEMO),
    isProduction: raw.PORTICO_ENV === 'production',
    encryptionKeys: raw.PORTICO_KEYS === undefined ? undefined : new Secret(raw.PORTICO_KEYS),
    proxyHops: number(raw.PORTICO_TRUST_PROXY),
    databaseConnections: number(raw.PORTICO_DATABASE_CONNECTIONS),
    requestsPerMinute: number(raw.PORTICO_REQUESTS_PER_MINUTE),
    drainSeconds: number(raw.PORTICO_DRAIN_SECONDS),
    logFormat:
      raw.PORTICO_LOG_FORMAT === 'json' || raw.PORTICO_LOG_FORMAT === 'pretty' ? raw.PORTICO_LOG_FORMAT : 'auto',
    smtp:
      host === undefined
        ? undefined
        : {
            host,
            port: number(raw.SMTP_PORT),
            user: raw.SMTP_USER,
            password: raw.SMTP_PASSWORD === undefined ? undefined : new Secret(raw.SMTP_PASSWORD),
            requireTls: isOn(raw.SMTP_REQUIRE_TLS),
          },
    mailFrom: raw.SMTP_FROM ?? 'Portico <no-reply@localhost>',
  }
}

function hostOf(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).hostname : 'localhost'
}

function shapeProblems(key: Key, value: string | undefined): readonly string[] {
  if (value === undefined) return []
  switch (key.kind) {
    case 'port':
      return /^\d{1,5}$/.test(value) && Number(value) >= 1 && Number(value) <= 65_535
        ? []
        : [`${key.name} is "${value}": it must be a port from 1 to 65535`]
    case 'count':
      return /^\d{1,9}$/.test(value) && Number(value) >= 1
        ? []
        : [`${key.name} is "${value}": it must be a whole number from 1`]
    case 'hops':
      return /^\d$/.test(value) ? [] : [`${key.name} is "${value}": it must be a number of proxies from 0 to 9`]
    case 'seconds':
      return /^\d{1,3}$/.test(value) && Number(value) <= 600
        ? []
        : [`${key.name} is "${value}": it must be a number of seconds from 0 to 600`]
    case 'flag':
      return ['true', 'false', '1', '0'].includes(value) ? [] : [`${key.name} is "${value}": it must be true or false`]
    case 'origin':
      return URL.canParse(value) && /^https?:$/.test(new URL(value).protocol) && new URL(value).origin === value
        ? []
        : [`${key.name} is "${value}": it must be an origin such as https://id.example.com, without a path`]
    case 'text':
    case 'secret':
      return []
  }
}

/** Secrets that cannot be what they are for. None of them is repeated. */
function malformed({ databaseUrl, encryptionKeys }: Config): readonly string[] {
  const problems: string[] = []
  const isDatabase = /^postgres(?:ql)?:\/\//.test(databaseUrl?.reveal() ?? 'postgres://')
  if (!isDatabase) problems.push('DATABASE_URL must begin with postgres://')
  try {
    if (encryptionKeys !== undefined) parseKeyring(encryptionKeys)
  } catch (error) {
    problems.push(error instanceof Error ? error.message : 'PORTICO_KEYS cannot be read')
  }
  return problems
}

const loopback = ['localhost', '127.0.0.1', '::1', '[::1]']

/** Combinations that would be unsafe: Portico does not start with them. */
function unsafe(config: Config, raw: Raw): readonly string[] {
  const problems: string[] = []
  if (config.isProduction && config.isDemo)
    problems.push('PORTICO_DEMO is on in production: demo people have known passwords; turn it off')
  if (config.isProduction && raw.PORTICO_ORIGIN === undefined)
    problems.push('PORTICO_ORIGIN is missing: in production links and cookies need the public origin')
  if (config.isProduction && !config.origin.startsWith('https:'))
    problems.push('PORTICO_ORIGIN must be https in production')
  if ((config.isProduction || config.databaseUrl !== undefined) && config.encryptionKeys === undefined)
    problems.push(
      'PORTICO_KEYS is missing: with DATABASE_URL or in production the keys are yours to keep; make one with `npm run portico -- keys new`',
    )
  if (config.isDemo && (!loopback.includes(hostOf(config.origin)) || !loopback.includes(config.host)))
    problems.push('PORTICO_DEMO is on: the demo answers on loopback only; unset PORTICO_ORIGIN and PORTICO_HOST')
  if (raw.PORTICO_LOG_FORMAT !== undefined && !['json', 'pretty', 'auto'].includes(raw.PORTICO_LOG_FORMAT))
    problems.push('PORTICO_LOG_FORMAT must be json, pretty or auto')
  if (raw.PORTICO_ENV !== undefined && !['development', 'production'].includes(raw.PORTICO_ENV))
    problems.push('PORTICO_ENV must be development or production')
  return problems
}

/** Where the database is, once it runs. */
export function connectionOf(
  config: Config,
  embedded: { readonly host: string; readonly user: string; readonly database: string } | undefined,
): Connection {
  if (config.databaseUrl !== undefined) return { kind: 'url', url: config.databaseUrl.reveal() }
  if (embedded === undefined) throw new Error('no database: neither DATABASE_URL nor an embedded one')
  return { kind: 'socket', ...embedded }
}
