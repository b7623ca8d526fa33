import type { UserStatus } from '@portico/contract/users.ts'
import { Fault } from '../kernel/fault.ts'
import type { Secret } from '../kernel/secret.ts'

/** How somebody new gets in: by a link that is mailed now, by a password that is set for them, or not yet. */
export type Activation =
  | { readonly kind: 'mail' }
  | { readonly kind: 'password'; readonly password: Secret; readonly mustChange: boolean }
  | { readonly kind: 'later'; readonly password: Secret | undefined }

/** Reads the wire's three switches. Faults: `user.nextLoginNeedsPassword`, `user.nextLoginNeedsActivation`. */
export function readActivation(asked: {
  readonly activate: boolean
  readonly mustChange: boolean
  readonly password: Secret | undefined
}): Activation {
  const { activate, mustChange, password } = asked
  if (mustChange && password === undefined) throw new Fault('user.nextLoginNeedsPassword')
  if (mustChange && !activate) throw new Fault('user.nextLoginNeedsActivation')
  if (!activate) return { kind: 'later', password }
  return password === undefined ? { kind: 'mail' } : { kind: 'password', password, mustChange }
}

export function passwordOf(activation: Activation): Secret | undefined {
  return activation.kind === 'mail' ? undefined : activation.password
}

/** The status that somebody begins with. */
export function firstStatus(activation: Activation): UserStatus {
  switch (activation.kind) {
    case 'mail':
      return 'PROVISIONED'
    case 'later':
      return 'STAGED'
    case 'password':
      return activation.mustChange ? 'PASSWORD_EXPIRED' : 'ACTIVE'
  }
}
