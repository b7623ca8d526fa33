import { randomBytes } from 'node:crypto'
import { Fault, type FieldFault } from '../kernel/fault.ts'
import { type WireError, wireErrors } from './wire-errors.ts'

export interface FaultBody {
  readonly errorCode: string
  readonly errorSummary: string
  readonly errorLink: string
  readonly errorId: string
  readonly errorCauses: ReadonlyArray<{ readonly errorSummary: string }>
  /** Ours: first the fault itself (path ''), then each field, by stable code. Clients of the wire ignore it. */
  readonly fields: ReadonlyArray<{ readonly path: string; readonly code: string; readonly params: Fault['params'] }>
}
export interface EncodedFault {
  readonly status: number
  readonly body: FaultBody
  readonly headers: Readonly<Record<string, string>>
}

/** A fault as the documented error body, with the wire's five keys first. Anything that is not a fault becomes `bug.unexpected`. */
export function encodeFault(error: unknown): EncodedFault {
  const fault = error instanceof Fault ? error : new Fault('bug.unexpected', { cause: error })
  const wire: WireError = wireErrors[fault.code]
  const causes = wire.cause === undefined ? fault.fields.map((field) => causeOf(field)) : [fill(wire.cause, fault)]
  return {
    status: wire.status,
    headers: headersOf(fault),
    body: {
      errorCode: wire.code,
      errorSummary: fill(wire.summary, fault),
      errorLink: wire.code,
      errorId: `oae${randomBytes(17).toString('base64url').slice(0, 22)}`,
      errorCauses: causes.map((errorSummary) => ({ errorSummary })),
      fields: [
        { path: '', code: fault.code, params: fault.params },
        ...fault.fields.map((field) => ({ params: {}, ...field })),
      ],
    },
  }
}

function headersOf(fault: Fault): Record<string, string> {
  const headers: Record<string, string> = {}
  if (fault.retryAfterSeconds !== undefined) headers['retry-after'] = String(fault.retryAfterSeconds)
  if (fault.code === 'authz.proofNeeded')
    headers['www-authenticate'] = 'Session error="insufficient_user_authentication", max_age=900'
  return headers
}

function fill(text: string, fault: Fault): string {
  return text.replace(/\{(\w+)\}/g, (_all, name: string) =>
    String(fault.params[name] ?? fault.fields[0]?.path.split('.').at(-1) ?? 'request'),
  )
}

const fieldTexts: Readonly<Record<FieldFault['code'], string>> = {
  required: 'The field cannot be left blank',
  tooShort: 'The field must have at least {limit} characters',
  tooLong: 'The field must not have more than {limit} characters',
  notEmail: 'Username must be in the form of an email address',
  notText: 'The field has characters that cannot be stored',
  notAName: 'The field cannot contain web addresses or the characters < and >',
  notAllowedValue: 'The value is not one of those allowed',
  wrongType: 'The value has the wrong type',
  unknown: 'Property name is not defined',
  mixedScripts: 'The value mixes letters of several scripts',
  domainNotAllowed: 'The domain is not one of those allowed in this realm',
  domainForeign: 'The domain cannot be used in this realm',
  domainInvalid: 'The value is not a domain name',
  domainTaken: 'The domain belongs to another realm',
  loginTaken: 'An object with this field already exists in the current organization',
  loginUnavailable: 'This username cannot be used',
  readOnly: 'The attribute is read-only',
  patternMismatch: 'The value does not have the right form',
  outOfRange: 'The value is out of range',
  tooMany: 'There are more than {limit} values',
  notAssignable: 'The group cannot be assigned',
  notServed: 'This parameter is not supported',
  notUnique: 'The value is already used',
  nameTaken: 'The name is already used',
  passwordTooShort: 'The password must have at least {limit} characters',
  passwordTooLong: 'The password must not have more than {limit} characters',
  passwordIsLogin: 'The password must not contain the username',
  passwordTooCommon: 'The password is one of the most common ones',
  passwordsDiffer: 'The two passwords differ',
  passwordUnchanged: 'The password is the present one',
  passwordWrong: 'The password is not right',
}

function causeOf(field: FieldFault): string {
  const name = field.path.split('.').at(-1) ?? field.path
  if (field.code === 'unknown' && field.path.startsWith('profile.'))
    return `Property name '${name}' is not defined in profile`
  return `${name}: ${fieldTexts[field.code].replace(/\{(\w+)\}/g, (_all, key: string) => String(field.params?.[key] ?? ''))}`
}
