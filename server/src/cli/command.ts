/** What a command may use of the world: handed in, so that tests run commands in-process. */
export interface Terminal {
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  readonly isTerminal: boolean
  readonly onSignal: (handler: () => void) => void
}

/** One command: its words, its options, and what it does. Returns the exit code: 0 done, 1 refused, 2 misused. */
export interface Command {
  readonly name: string
  readonly summary: string
  readonly usage: string
  readonly options: Readonly<
    Record<string, { readonly doc: string; readonly value?: string; readonly required?: true }>
  >
  readonly positionals?: number
  readonly run: (terminal: Terminal, given: Given) => Promise<number>
}
export interface Given {
  readonly options: Readonly<Record<string, string | true>>
  readonly positionals: readonly string[]
}

/** A refusal that is the user's to mend: printed as it stands, without a stack. */
export class CommandError extends Error {}

export function textOption(given: Given, name: string): string | undefined {
  const value = given.options[name]
  return typeof value === 'string' ? value : undefined
}
