import { parseArgs } from 'node:util'
import { ConfigError } from '../config/config.ts'
import { EmbeddedPostgresError } from '../db/embedded/error.ts'
import { Fault } from '../kernel/fault.ts'
import { type Command, CommandError, type Given, type Terminal } from './command.ts'
import { commands } from './commands.ts'

/** Runs one command line. Exit code 0: done; 1: refused or failed, with the reason on stderr; 2: misused, with the usage. */
export async function runCommand(words: readonly string[], terminal: Terminal): Promise<number> {
  const command = findCommand(words)
  if (command === undefined) return overview(words, terminal)
  const rest = words.slice(command.name.split(' ').length)
  if (rest.includes('--help') || rest.includes('-h')) {
    terminal.out(help(command))
    return 0
  }
  const given = parse(command, rest)
  if (typeof given === 'string') {
    terminal.err(`${given}\n\n${help(command)}`)
    return 2
  }
  try {
    return await command.run(terminal, given)
  } catch (error) {
    terminal.err(`${describeError(error)}\n`)
    return 1
  }
}

function findCommand(words: readonly string[]): Command | undefined {
  return commands.find((command) => command.name.split(' ').every((word, index) => words[index] === word))
}

function overview(words: readonly string[], terminal: Terminal): number {
  const isAsked = words.length === 0 || ['help', '--help', '-h'].includes(words[0] ?? '')
  const width = Math.max(...commands.map((command) => command.name.length)) + 2
  const list = commands.map((command) => `  ${command.name.padEnd(width)}${command.summary}`).join('\n')
  const text = `Usage: portico <command> [options]\n\n${list}\n\nportico <command> --help tells more.\n`
  if (isAsked) terminal.out(text)
  else terminal.err(`There is no command "${words.join(' ')}".\n\n${text}`)
  return isAsked ? 0 : 2
}

function help(command: Command): string {
  const options = Object.entries(command.options).map(
    ([name, option]) => [`--${name}${option.value === undefined ? '' : ` ${option.value}`}`, option.doc] as const,
  )
  const width = Math.max(0, ...options.map(([name]) => name.length)) + 2
  const list = options.map(([name, doc]) => `  ${name.padEnd(width)}${doc}`).join('\n')
  return `Usage: portico ${command.usage}\n\n${command.summary}\n${list === '' ? '' : `\n${list}\n`}`
}

function parse(command: Command, words: readonly string[]): Given | string {
  const spec = Object.fromEntries(
    Object.entries(command.options).map(([name, option]) => [
      name,
      { type: option.value === undefined ? ('boolean' as const) : ('string' as const) },
    ]),
  )
  try {
    const { values, positionals } = parseArgs({ args: [...words], options: spec, allowPositionals: true })
    if (positionals.length !== (command.positionals ?? 0))
      return positionals.length > (command.positionals ?? 0)
        ? `Too many words: ${positionals.join(' ')}`
        : 'A word is missing.'
    const missing = Object.entries(command.options).filter(
      ([name, option]) => option.required && values[name] === undefined,
    )
    if (missing.length > 0) return `Missing: ${missing.map(([name]) => `--${name}`).join(', ')}`
    const options: Record<string, string | true> = {}
    for (const [name, value] of Object.entries(values))
      if (typeof value === 'string' || value === true) options[name] = value
    return { options, positionals }
  } catch (error) {
    return error instanceof Error ? error.message : 'The options cannot be read.'
  }
}

function describeError(error: unknown): string {
  if (error instanceof CommandError || error instanceof ConfigError) return error.message
  if (error instanceof EmbeddedPostgresError) return `${error.message}\n${error.advice}`
  if (error instanceof Fault)
    return `refused: ${error.code}${error.fields.map((field) => ` (${field.path}: ${field.code})`).join('')}`
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause instanceof Error ? `\n  because: ${error.cause.message}` : ''
  return `${error.message}${cause}`
}
