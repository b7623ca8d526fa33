import type { RealmId, SessionId, UserId } from '../kernel/ids.ts'

/** Who may ever see a field of an event. A field that is not declared is secret and is dropped. */
export type FieldClass = 'public' | 'personal' | 'secret'
type Fields = Readonly<Record<string, FieldClass>>
type Value = string | number | boolean | null | readonly string[] | Readonly<Record<string, unknown>>

export interface EventTarget {
  readonly type: 'User' | 'Realm' | 'UserGroup' | 'UserType' | 'AppInstance' | 'ApiToken' | 'Session' | 'Role'
  readonly id: string
  readonly realmId: RealmId | null
  /** A name and an address of the target as they were then. Personal: stored apart. */
  readonly displayName: string
  readonly alternateId: string
}

/** Who did it, where the request itself is still nobody's: a person who has just proved who they are. */
export interface EventPerson {
  readonly userId: UserId
  readonly realmId: RealmId
  readonly name: string
  readonly login: string
  readonly sessionId?: SessionId | undefined
}

export interface DomainEvent {
  readonly type: string
  readonly severity: 'INFO' | 'WARN'
  readonly outcome: 'SUCCESS' | 'FAILURE' | 'DENY'
  readonly reason?: string | undefined
  readonly targets: readonly EventTarget[]
  readonly open: Readonly<Record<string, Value>>
  readonly personal: Readonly<Record<string, Value>>
  readonly by?: EventPerson | undefined
  /** Realms that see it besides those of the actor and the targets: a user's old realm after a move. */
  readonly alsoRealms?: readonly { readonly realmId: RealmId; readonly relation: 'old' | 'new' }[] | undefined
}

interface Declared {
  readonly type: string
  readonly doc: string
  readonly fields: Fields
}
const declared = new Map<string, Declared>()

/** Every event that Portico writes, in the order of their declaration: the source of `docs/reference/events.md`. */
export function listEvents(): readonly Declared[] {
  return [...declared.values()]
}

/**
 * Declares an event: its type (the wire's name, or ours under `portico.`), one sentence, and the class of each field.
 * Returns the function that makes one.
 */
export function defineEvent<F extends Fields>(
  type: string,
  declaration: {
    readonly doc: string
    readonly fields: F
    readonly severity?: 'INFO' | 'WARN'
    readonly outcome?: DomainEvent['outcome']
  },
) {
  declared.set(type, { type, doc: declaration.doc, fields: declaration.fields })
  return (
    targets: readonly EventTarget[],
    values: { readonly [K in keyof F]?: Value } = {},
    more: Pick<DomainEvent, 'alsoRealms' | 'by' | 'reason'> = {},
  ): DomainEvent => {
    const of = (wanted: FieldClass) =>
      Object.fromEntries(
        Object.entries(values).filter(([name, value]) => declaration.fields[name] === wanted && value !== undefined),
      )
    return {
      type,
      severity: declaration.severity ?? 'INFO',
      outcome: declaration.outcome ?? 'SUCCESS',
      targets,
      open: of('public') as DomainEvent['open'], // values are Value by the parameter's type; Object.entries forgets it
      personal: of('personal') as DomainEvent['personal'], // likewise
      ...more,
    }
  }
}
