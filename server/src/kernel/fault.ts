/**
 * Every "no" that Portico can say. A code never changes its meaning; its words are in the message catalogues, and each
 * protocol's encoder gives it a status.
 */
export const faultCodes = [
  'actor.dead',
  'auth.badToken',
  'auth.noSession',
  'auth.originMismatch',
  'authz.credentialDisclosure',
  'authz.denied',
  'authz.proofNeeded',
  'bug.unexpected',
  'group.everyoneFixed',
  'group.notAssignable',
  'group.notFound',
  'idempotency.inProgress',
  'idempotency.keyReused',
  'idempotency.secretNotRepeated',
  'link.expired',
  'password.policy',
  'password.wrong',
  'realm.defaultFixed',
  'realm.domainTaken',
  'realm.hasObjects',
  'realm.hasUsers',
  'realm.nameTaken',
  'realm.notFound',
  'request.badBody',
  'request.badCursor',
  'request.badEtag',
  'request.badLimit',
  'request.headerTooLarge',
  'request.invalid',
  'request.methodNotAllowed',
  'request.notSupported',
  'request.pathNotFound',
  'request.searchInvalid',
  'request.tooLarge',
  'request.unsupportedMediaType',
  'request.wrongHost',
  'server.busy',
  'server.unavailable',
  'signin.limited',
  'token.notFound',
  'token.permissionNotHeld',
  'token.realmForbids',
  'user.alreadyActive',
  'user.attributeReadOnly',
  'user.invalid',
  'user.lastSuperAdmin',
  'user.loginLimited',
  'user.loginTaken',
  'user.loginUnavailable',
  'user.nextLoginNeedsActivation',
  'user.nextLoginNeedsPassword',
  'user.notFound',
  'user.notLockedOut',
  'user.notSuspendable',
  'user.notSuspended',
  'user.realmNeeded',
  'user.stale',
  'user.wrongStatus',
  'userType.notFound',
] as const

export type FaultCode = (typeof faultCodes)[number]
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
  | 'notAName'
  | 'notAllowedValue'
  | 'wrongType'
  | 'unknown'
  | 'mixedScripts'
  | 'domainNotAllowed'
  | 'domainForeign'
  | 'domainInvalid'
  | 'loginTaken'
  | 'loginUnavailable'
  | 'readOnly'
  | 'patternMismatch'
  | 'outOfRange'
  | 'tooMany'
  | 'notAssignable'
  | 'notServed'
  | 'notUnique'
  | 'nameTaken'
  | 'domainTaken'
  | 'passwordTooShort'
  | 'passwordTooLong'
  | 'passwordIsLogin'
  | 'passwordTooCommon'
  | 'passwordsDiffer'
  | 'passwordUnchanged'
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
  readonly params: FaultParams
  readonly fields: readonly FieldFault[]
  readonly detail: string | undefined
  readonly retryAfterSeconds: number | undefined
  readonly denial: Denial | undefined

  constructor(code: FaultCode, more: FaultMore = {}) {
    super(code, more.cause === undefined ? undefined : { cause: more.cause })
    this.name = 'Fault'
    this.code = code
    this.params = more.params ?? {}
    this.fields = more.fields ?? []
    this.detail = more.detail
    this.retryAfterSeconds = more.retryAfterSeconds
    this.denial = more.denial
  }
}
