// Sign-in as a machine: where somebody stands, what may happen there, where it leads. Pure, and about no authenticator in
// particular: which challenges are put, and what has to be set right before going in, comes with the events.
import type { LocalPath } from '../kernel/local-path.ts'
import type { RealmId, UserId } from '../kernel/ids.ts'
import type { Proof } from '../sessions/public.ts'

/** The person whom the proofs so far are about, and the version of the credentials that gave them. */
export interface Subject {
  readonly userId: UserId
  readonly realmId: RealmId
  readonly credentialVersion: number
}
interface Everywhere {
  /** As it was typed. Whose it is, nobody says before they are proved. */
  readonly login: string
  readonly returnTo: LocalPath
}
/** At least one, the first is the one that is asked now. */
type Pending = readonly [string, ...string[]]

export type FlowState = Everywhere &
  (
    | { readonly step: 'identify' }
    /** Asked for a proof: a password, a key, a code. */
    | {
        readonly step: 'challenge'
        readonly pending: Pending
        readonly proofs: readonly Proof[]
        readonly subject?: Subject
      }
    /** Proved, but something has to be done before going in: a password to change. */
    | {
        readonly step: 'obligation'
        readonly pending: Pending
        readonly proofs: readonly Proof[]
        readonly subject: Subject
      }
    /** The session may start. */
    | { readonly step: 'complete'; readonly proofs: readonly Proof[]; readonly subject: Subject }
  )
export type Step = FlowState['step']

export type FlowEvent =
  /** A name was typed, here or again. The challenges are the same whoever it is. */
  | { readonly kind: 'identified'; readonly login: string; readonly returnTo: LocalPath; readonly challenges: Pending }
  /** The proof was none. */
  | { readonly kind: 'failed'; readonly challenge: string }
  /** The proof holds; what is still asked after it, and what has to be set right at the end. */
  | {
      readonly kind: 'proved'
      readonly challenge: string
      readonly proof: Proof
      readonly subject: Subject
      readonly challenges: readonly string[]
      readonly obligations: readonly string[]
    }
  | { readonly kind: 'met'; readonly obligation: string; readonly subject: Subject }

/**
 * The next state, or undefined when the event may not happen here: a step that is skipped, repeated, or asked in another
 * order is no step. @see machine.mermaid
 */
export function advance(state: FlowState, event: FlowEvent): FlowState | undefined {
  if (event.kind === 'identified') return state.step === 'complete' ? undefined : begin(event)
  if (state.step === 'challenge' && event.kind === 'failed')
    return state.pending[0] === event.challenge ? state : undefined
  if (state.step === 'challenge' && event.kind === 'proved') return proved(state, event)
  if (state.step === 'obligation' && event.kind === 'met') return met(state, event)
  return undefined
}

type Event<K extends FlowEvent['kind']> = Extract<FlowEvent, { readonly kind: K }>
type At<S extends Step> = Extract<FlowState, { readonly step: S }>

/** Whoever begins anew begins with nothing proved. */
function begin({ login, returnTo, challenges }: Event<'identified'>): FlowState {
  return { step: 'challenge', login, returnTo, pending: challenges, proofs: [] }
}

function proved(state: At<'challenge'>, event: Event<'proved'>): FlowState | undefined {
  if (state.pending[0] !== event.challenge || !isSame(state.subject, event.subject)) return undefined
  const { login, returnTo } = state
  const rest = { login, returnTo, subject: event.subject, proofs: [...state.proofs, event.proof] }
  const [next, ...later] = event.challenges
  if (next !== undefined) return { step: 'challenge', pending: [next, ...later], ...rest }
  return owing(event.obligations, rest)
}

function met(state: At<'obligation'>, event: Event<'met'>): FlowState | undefined {
  const [first, ...later] = state.pending
  if (first !== event.obligation || state.subject.userId !== event.subject.userId) return undefined
  const { login, returnTo, proofs } = state
  return owing(later, { login, returnTo, proofs, subject: event.subject })
}

function owing([next, ...later]: readonly string[], rest: Omit<At<'complete'>, 'step'>): FlowState {
  return next === undefined ? { step: 'complete', ...rest } : { step: 'obligation', pending: [next, ...later], ...rest }
}

/** Every proof of one sign-in is about one person, with the credentials they had at the first. */
function isSame(before: Subject | undefined, now: Subject): boolean {
  return before === undefined || (before.userId === now.userId && before.credentialVersion === now.credentialVersion)
}
