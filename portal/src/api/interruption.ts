// Between a request and its answer the person may have to do something: sign in again, or prove that it is them.
// The request waits, and is then sent once more; what was typed stays where it is.

export type InterruptionKind = 'signIn' | 'prove'

export interface Interruption {
  readonly kind: InterruptionKind
  /** Ends the wait: send the request again, or give up. */
  readonly settle: (outcome: 'repeat' | 'giveUp') => void
}

export interface Interruptions {
  /** Waits for the person. Requests that are interrupted at the same time by the same thing wait together. */
  readonly wait: (kind: InterruptionKind) => Promise<'repeat' | 'giveUp'>
  readonly current: () => Interruption | undefined
  readonly subscribe: (listener: () => void) => () => void
}

export function createInterruptions(): Interruptions {
  const listeners = new Set<() => void>()
  let current: (Interruption & { readonly outcome: Promise<'repeat' | 'giveUp'> }) | undefined
  const set = (next: typeof current) => {
    current = next
    for (const listener of listeners) listener()
  }
  const wait = async (kind: InterruptionKind): Promise<'repeat' | 'giveUp'> => {
    if (current !== undefined && current.kind !== kind) await current.outcome
    if (current?.kind === kind) return current.outcome
    const { promise, resolve } = Promise.withResolvers<'repeat' | 'giveUp'>()
    const settle = (outcome: 'repeat' | 'giveUp') => {
      set(undefined)
      resolve(outcome)
    }
    set({ kind, settle, outcome: promise })
    return promise
  }
  return {
    wait,
    current: () => current,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
