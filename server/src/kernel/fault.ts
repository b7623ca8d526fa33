/**
 * Every "no" that Portico can say, with the kind that each protocol's encoder turns into a status.
 * A code never changes its meaning. Its words are in the message catalogues.
 */
export const faultKinds = {
  'actor.dead': 'unauthenticated',
  'auth.badToken': 'unauthenticated',
  'auth.noSession': 'unauthenticated',
  'auth.originMismatch': 'denied',
  'authz.denied': 'denied',
  'authz.proofNeeded': 'denied',
  'authz.credentialDisclosure': 'denied',
  'bug.unexpected': 'bug',
  'field.invalid': 'invalid',
  'group.notAssignable': 'invalid',
  'group.notFound': 'not_found',
  'idempotency.keyReused': 'conflict',
  'idempotency.inProgress': 'conflict',
  'link.expired': 'conflict',
  'mail.notFound': 'not_found',
  'password.policy': 'invalid',
  'password.wrong': 'denied',
  'realm.domainTaken': 'conflict',
  'realm.nameTaken': 'conflict',
  'realm.notFound': 'not_found',
  'realm.hasUsers': 'conflict',
  'realm.defaultFixed': 'conflict',
  'request.badBody': 'invalid',
  'request.badCursor': 'invalid',
  'request.badLimit': 'invalid',
  'request.invalid': 'invalid',
  'request.notSupported': 'unsupported',
  'request.searchInvalid': 'invalid',
  'request.tooLarge': 'too_large',
  'request.unsupportedMediaType': 'media_type',
  'request.methodNotAllowed': 'method',
  'request.pathNotFound': 'not_found',
  'server.busy': 'limited',
  'server.unavailable': 'unavailable',
  'signin.limited': 'limited',
  'token.notFound': 'not_found',
  'token.permissionNotHeld': 'denied',
  'user.alreadyActive': 'conflict',
  'user.attributeReadOnly': 'denied',
  'user.invalid': 'invalid',
  'user.lastSuperAdmin': 'conflict',
  'user.loginTaken': 'conflict',
  'user.nextLoginNeedsActivation': 'invalid',
  'user.nextLoginNeedsPassword': 'invalid',
  'user.notFound': 'not_found',
  'user.notLockedOut': 'conflict',
  'user.notSuspendable': 'conflict',
  'user.notSuspended': 'conflict',
  'user.realmNeeded': 'invalid',
  'user.stale': 'stale',
  'user.wrongStatus': 'conflict',
  'userType.notFound': 'not_found',
} as const

export type FaultCode = keyof typeof faultKinds
export type FaultKind = (typeof faultKinds)[FaultCode]
export type FaultParams = Readonly<Record<string, string | number | boolean>>

/** One field's problem. `path` is dotted from the body's root; `code` is a key of the catalogues' `field` section. */
export interface FieldFault {
  readonly path: string
  readonly code: FieldCode
  readonly params?: FaultParams
}
export type FieldCode =
  | 'required'
  | 'tooShort'
  | 'tooLong'
  | 'notEmail'
  | 'notText'
  | 'notAllowedValue'
  | 'wrongType'
  | 'unknown'
  | 'mixedScripts'
  | 'domainNotAllowed'
  | 'domainInvalid'
  | 'loginTaken'
  | 'loginUnavailable'
  | 'readOnly'
  | 'patternMismatch'
  | 'outOfRange'
  | 'tooMany'
  | 'notAssignable'
  | 'notUnique'
  | 'nameTaken'
  | 'domainTaken'
  | 'passwordTooShort'
  | 'passwordTooLong'
  | 'passwordIsLogin'
  | 'passwordTooCommon'
  | 'passwordsDiffer'
  | 'passwordWrong'

interface FaultMore {
  readonly params?: FaultParams
  readonly fields?: readonly FieldFault[]
  /** For the log only. */
  readonly detail?: string
  readonly cause?: unknown
  readonly retryAfterSeconds?: number
  /** What was refused to whom: recorded after the rollback. */
  readonly denial?: Denial
}
export interface Denial {
  readonly action: string
  readonly target: { readonly type: string; readonly id: string; readonly realmId?: string | null | undefined }
  readonly reason: string
}

/** Thrown for every refusal. Knows nothing of transport: one encoder per protocol turns it into an answer. */
export class Fault extends Error {
  readonly code: FaultCode
  readonly kind: FaultKind
  readonly params: FaultParams
  readonly fields: readonly FieldFault[]
  readonly detail: string | undefined
  readonly retryAfterSeconds: number | undefined
  readonly denial: Denial | undefined

  constructor(code: FaultCode, more: FaultMore = {}) {
    super(code, more.cause === undefined ? undefined : { cause: more.cause })
    this.name = 'Fault'
    this.code = code
    this.kind = faultKinds[code]
    this.params = more.params ?? {}
    this.fields = more.fields ?? []
    this.detail = more.detail
    this.retryAfterSeconds = more.retryAfterSeconds
    this.denial = more.denial
  }
}
