import { parseArgs } from 'node:util'
import { type Command, type Given, type Terminal, UsageError } from './command.ts'
import { commands } from './commands.ts'
import { describeError } from './describe-error.ts'

/** Runs one command line. Exit code 0: done; 1: refused or failed, with the reason on stderr; 2: misused, with the usage. */
export async function runCommand(words: readonly string[], terminal: Terminal): Promise<number> {
  const command = findCommand(words)
  if (command === undefined) return overview(words, terminal)
  const rest = words.slice(command.name.split(' ').length)
  if (rest.includes('--help') || rest.includes('-h')) {
    terminal.out(help(command))
    return 0
  }
  try {
    return await command.run(terminal, parse(command, rest))
  } catch (error) {
    if (!(error instanceof UsageError)) {
      terminal.err(`${describeError(error)}\n`)
      return 1
    }
    terminal.err(`${error.message}\n\n${help(command)}`)
    return 2
  }
}

function findCommand(words: readonly string[]): Command | undefined {
  return commands.find((command) => command.name.split(' ').every((word, index) => words[index] === word))
}

function overview(words: readonly string[], terminal: Terminal): number {
  const [first = ''] = words
  const isAsked = words.length === 0 || ['help', '--help', '-h'].includes(first) || words.includes('--help')
  const group = commands.filter((command) => command.name.startsWith(`${first} `))
  const shown = group.length > 0 ? group : commands
  const width = Math.max(...shown.map((command) => command.name.length)) + 2
  const list = shown.map((command) => `  ${command.name.padEnd(width)}${command.summary}`).join('\n')
  const text = `Usage: portico <command> [options]\n\n${list}\n\nportico <command> --help tells more.\n`
  if (isAsked) terminal.out(text)
  else terminal.err(`There is no command "${words.join(' ')}".\n\n${text}`)
  return isAsked ? 0 : 2
}

function help(command: Command): string {
  const options = Object.entries(command.options).map(
    ([name, { value, doc, many }]) =>
      [`--${name}${value === undefined ? '' : ` ${value}`}`, `${doc}${many ? ' May be repeated.' : ''}`] as const,
  )
  const width = Math.max(0, ...options.map(([name]) => name.length)) + 2
  const list = options.map(([name, doc]) => `  ${name.padEnd(width)}${doc}`).join('\n')
  return `Usage: portico ${command.usage}\n\n${command.summary}\n${list === '' ? '' : `\n${list}\n`}`
}

function parse(command: Command, words: readonly string[]): Given {
  const { values, positionals } = readWords(command, words)
  const wanted = command.positionals ?? []
  if (positionals.length > wanted.length)
    throw new UsageError(`Too many words: ${positionals.slice(wanted.length).join(' ')}`)
  if (positionals.length < wanted.length)
    throw new UsageError(`Missing: ${wanted.slice(positionals.length).join(', ')}`)
  const options: Record<string, true | readonly string[]> = {}
  for (const [name, value] of Object.entries(values)) options[name] = Array.isArray(value) ? value.map(String) : true
  for (const [name, option] of Object.entries(command.options)) {
    const given = options[name]
    if (option.required && given === undefined) throw new UsageError(`Missing: --${name}`)
    if (!option.many && given !== undefined && given !== true && given.length > 1)
      throw new UsageError(`Given more than once: --${name}`)
  }
  return { options, positionals }
}

function readWords(command: Command, words: readonly string[]) {
  const spec = Object.fromEntries(
    Object.entries(command.options).map(([name, { value }]) => [
      name,
      value === undefined ? ({ type: 'boolean' } as const) : ({ type: 'string', multiple: true } as const),
    ]),
  )
  try {
    return parseArgs({ args: [...words], options: spec, allowPositionals: true })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'The options cannot be read.')
  }
}
