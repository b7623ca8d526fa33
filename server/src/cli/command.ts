/** What a command may use of the world: handed in, so that tests run commands in-process. */
export interface Terminal {
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  readonly isTerminal: boolean
  readonly onSignal: (handler: () => void) => void
}

interface Option {
  readonly doc: string
  /** What stands for its value in the usage. Without it the option is a switch. */
  readonly value?: string
  readonly required?: true
  /** May be given more than once. */
  readonly many?: true
}

/** One command: its words, its options, and what it does. Returns the exit code: 0 done, 1 refused, 2 misused. */
export interface Command {
  readonly name: string
  readonly summary: string
  readonly usage: string
  readonly options: Readonly<Record<string, Option>>
  /** Words after the command, by what they stand for: all of them are required. */
  readonly positionals?: readonly string[]
  readonly run: (terminal: Terminal, given: Given) => Promise<number>
}
export interface Given {
  readonly options: Readonly<Record<string, true | readonly string[]>>
  readonly positionals: readonly string[]
}

/** A refusal that is the user's to mend: printed as it stands, without a stack. */
export class CommandError extends Error {}
/** A command line that cannot be meant: told with the usage. */
export class UsageError extends Error {}

/** The last value given for an option. */
export function textOption(given: Given, name: string): string | undefined {
  return textOptions(given, name).at(-1)
}
/** The value of an option that the command declares as required. */
export function requiredOption(given: Given, name: string): string {
  const value = textOption(given, name)
  if (value === undefined) throw new UsageError(`Missing: --${name}`)
  return value
}
/** Every value given for an option that may be repeated. */
export function textOptions(given: Given, name: string): readonly string[] {
  const values = given.options[name]
  return values === undefined || values === true ? [] : values
}
export function isGiven(given: Given, name: string): boolean {
  return given.options[name] !== undefined
}
