import { runCommand } from '../../src/cli/run-command.ts'
import { newKeys } from '../../src/kernel/keyring.ts'
import { worldBegins } from './template.ts'
import type { World } from './world.ts'

export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

const keys = newKeys(worldBegins).reveal()

/** Runs a command line in this process, with only this environment, and captures what it says. */
export async function run(
  words: readonly string[],
  environment: Readonly<Record<string, string | undefined>> = {},
): Promise<Ran> {
  const said = { out: '', err: '' }
  const code = await runCommand(words, {
    environment,
    out: (text) => void (said.out += text),
    err: (text) => void (said.err += text),
    isTerminal: false,
    onSignal: () => undefined,
  })
  return { code, ...said }
}

/** The environment of an operator whose DATABASE_URL is the world's database. */
export function operatorOf(world: World): Readonly<Record<string, string>> {
  const { connection } = world
  if (connection.kind !== 'socket') throw new Error('test databases are reached through a socket')
  return { DATABASE_URL: urlOf(connection), PORTICO_KEYS: keys }
}

export function urlOf({ host, database }: { readonly host: string; readonly database: string }): string {
  return `postgres://portico@localhost/${database}?host=${encodeURIComponent(host)}`
}
