import type { UserStatus } from '@portico/contract/users.ts'
import type { Permission } from '../authz/permissions.ts'
import { Fault } from '../kernel/fault.ts'

/** The verbs of the status machine that lead to another status. `delete` leads out of it. @see lifecycle.mermaid */
export const movingVerbs = [
  'activate',
  'reactivate',
  'suspend',
  'unsuspend',
  'unlock',
  'resetPassword',
  'expirePassword',
  'deactivate',
] as const
export type MovingVerb = (typeof movingVerbs)[number]
export const verbs = [...movingVerbs, 'delete'] as const
export type Verb = (typeof verbs)[number]

interface State {
  readonly status: UserStatus
  readonly statusBeforeSuspend: UserStatus | null
  readonly hasPassword: boolean
}

interface Transition {
  readonly permission: Permission
  readonly from: readonly UserStatus[]
  readonly to: (state: State) => UserStatus
  readonly needsPassword?: true
}

/** The whole machine: from where each verb may go, and where it leads. What is not written here is refused. */
export const transitions: Readonly<Record<MovingVerb, Transition>> = {
  activate: {
    permission: 'users.lifecycle.activate',
    from: ['STAGED', 'DEPROVISIONED'],
    to: (state) => (state.hasPassword ? 'ACTIVE' : 'PROVISIONED'),
  },
  reactivate: {
    permission: 'users.lifecycle.activate',
    from: ['PROVISIONED', 'RECOVERY'],
    to: (state) => state.status,
  },
  suspend: {
    permission: 'users.lifecycle.suspend',
    from: ['PROVISIONED', 'ACTIVE', 'PASSWORD_EXPIRED', 'RECOVERY', 'LOCKED_OUT'],
    to: () => 'SUSPENDED',
  },
  unsuspend: {
    permission: 'users.lifecycle.unsuspend',
    from: ['SUSPENDED'],
    to: (state) => state.statusBeforeSuspend ?? 'ACTIVE',
  },
  unlock: { permission: 'users.lifecycle.unlock', from: ['LOCKED_OUT'], to: () => 'ACTIVE' },
  resetPassword: {
    permission: 'users.credentials.resetPassword',
    from: ['PROVISIONED', 'ACTIVE', 'PASSWORD_EXPIRED', 'RECOVERY', 'LOCKED_OUT'],
    to: () => 'RECOVERY',
  },
  expirePassword: {
    permission: 'users.credentials.expirePassword',
    from: ['ACTIVE', 'PASSWORD_EXPIRED', 'RECOVERY', 'LOCKED_OUT'],
    to: () => 'PASSWORD_EXPIRED',
    needsPassword: true,
  },
  deactivate: {
    permission: 'users.lifecycle.deactivate',
    from: ['STAGED', 'PROVISIONED', 'ACTIVE', 'RECOVERY', 'PASSWORD_EXPIRED', 'LOCKED_OUT', 'SUSPENDED'],
    to: () => 'DEPROVISIONED',
  },
}

export const permissionOf = (verb: Verb): Permission =>
  verb === 'delete' ? 'users.lifecycle.delete' : transitions[verb].permission

/** Whether the machine allows the verb from this state; the reason code where it does not. */
export function verbRefusal(verb: Verb, state: State): 'wrongStatus' | 'noPassword' | undefined {
  if (verb === 'delete') return state.status === 'DEPROVISIONED' ? undefined : 'wrongStatus'
  const transition = transitions[verb]
  if (!transition.from.includes(state.status)) return 'wrongStatus'
  return transition.needsPassword && !state.hasPassword ? 'noPassword' : undefined
}

/**
 * The status after a verb. Faults: `user.alreadyActive`, `user.notLockedOut`, `user.notSuspendable`, `user.notSuspended`,
 * `user.wrongStatus`.
 */
export function nextStatus(verb: MovingVerb, state: State): UserStatus {
  if (verbRefusal(verb, state) === undefined) return transitions[verb].to(state)
  throw new Fault(wrongStatusCode(verb, state.status), { params: { verb, status: state.status } })
}

function wrongStatusCode(verb: MovingVerb, status: UserStatus) {
  if (verb === 'activate' && status !== 'SUSPENDED') return 'user.alreadyActive'
  if (verb === 'unlock') return 'user.notLockedOut'
  if (verb === 'suspend') return 'user.notSuspendable'
  if (verb === 'unsuspend') return 'user.notSuspended'
  return 'user.wrongStatus'
}
