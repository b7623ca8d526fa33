import { type BaseAttribute, baseAttributes } from '@portico/contract/profile.ts'
import { isEmail } from '../kernel/email.ts'
import type { FieldCode, FieldFault, FaultParams } from '../kernel/fault.ts'
import { mixesScripts } from '../kernel/fold.ts'
import { isPlainName } from '../kernel/plain-name.ts'
import { checkValue, type CustomAttribute, isWebAddress } from '../schemas/public.ts'
import type { AttributeValue, Profile } from './user.ts'

/** The profile of a request, before anything is known of it. */
export type WishedProfile = Readonly<Record<string, unknown>>

export interface ReadProfile {
  /** By name; null where the attribute is to be empty. Those with a fault are not in it. */
  readonly values: ReadonlyMap<string, AttributeValue | null>
  readonly faults: readonly FieldFault[]
}

const base: ReadonlyMap<string, BaseAttribute> = new Map(baseAttributes.map((attribute) => [attribute.name, attribute]))
/** Addresses on paper have lines. */
const multiLine: ReadonlySet<string> = new Set(['streetAddress', 'postalAddress'])
/** What somebody is called: it stands in mails to them and, as who did something, in mails to others. */
const names: ReadonlySet<string> = new Set([
  'firstName',
  'middleName',
  'lastName',
  'honorificPrefix',
  'honorificSuffix',
  'title',
  'displayName',
  'nickName',
])
const breaksLine = /[\p{Cc}\p{Zl}\p{Zp}]/u
const controls = /[^\P{Cc}\n\r\t]/u
/** They turn the text around them and show a name that is another. */
const turnsText = /[\u202A-\u202E\u2066-\u2069]/
const fourBytes = /[\u{10000}-\u{10FFFF}]/u
const maxFaults = 100
const maxNameShown = 100

/** Whether a type has an attribute of this name. */
export function isKnown(name: string, custom: readonly CustomAttribute[]): boolean {
  return base.has(name) || custom.some((attribute) => attribute.name === name)
}

/** Nothing given: `null` and empty text are the same as absent. */
export const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || (typeof value === 'string' && value.trim() === '')

/** Reads every attribute of a request by its rule; each problem is told with its path, a hundred at most. */
export function readProfile(wished: WishedProfile, custom: readonly CustomAttribute[]): ReadProfile {
  const values = new Map<string, AttributeValue | null>()
  const faults: FieldFault[] = []
  for (const [name, value] of Object.entries(wished)) {
    const path = `profile.${name.slice(0, maxNameShown)}`
    const rule = base.get(name) ?? custom.find((attribute) => attribute.name === name)
    if (rule === undefined) faults.push({ path, code: 'unknown' })
    else if (isEmpty(value)) values.set(name, null)
    else {
      const checked = 'id' in rule ? checkValue(rule, value, path) : checkBase(rule, value, path)
      if (checked.kind === 'fault') faults.push(checked.fault)
      else values.set(name, checked.value)
    }
    if (faults.length >= maxFaults) break
  }
  return { values, faults }
}

/** What a profile must have and has not. */
export function missingFaults(
  profile: Profile,
  custom: readonly CustomAttribute[],
  present: ReadonlySet<string> = new Set(),
): readonly FieldFault[] {
  const required = [
    ...baseAttributes.filter((attribute) => attribute.required === true),
    ...custom.filter((attribute) => attribute.isRequired),
  ].map(({ name }) => name)
  return required
    .filter((name) => profile[name] === undefined && !present.has(name))
    .map((name) => ({ path: `profile.${name}`, code: 'required' }))
}

type Checked =
  | { readonly kind: 'value'; readonly value: string }
  | { readonly kind: 'fault'; readonly fault: FieldFault }

function checkBase(attribute: BaseAttribute, value: unknown, path: string): Checked {
  if (typeof value !== 'string') return fault(path, 'wrongType')
  const text = value.trim().normalize('NFC')
  const { length } = [...text]
  const { minLength = 0, maxLength } = attribute
  const code = formFault(attribute, text)
  if (length > maxLength && code !== 'notText') return fault(path, 'tooLong', { limit: maxLength })
  if (code !== undefined) return fault(path, code)
  return length < minLength ? fault(path, 'tooShort', { limit: minLength }) : { kind: 'value', value: text }
}

function formFault({ name, format }: BaseAttribute, text: string): FieldCode | undefined {
  if ((multiLine.has(name) ? controls : breaksLine).test(text) || turnsText.test(text)) return 'notText'
  if (names.has(name) && !isPlainName(text)) return 'notAName'
  if (name === 'login' && fourBytes.test(text)) return 'notText'
  if (format === 'email' && !isEmail(text)) return 'notEmail'
  if (name === 'login' && mixesScripts(text)) return 'mixedScripts'
  return format === 'uri' && !isWebAddress(text) ? 'patternMismatch' : undefined
}

function fault(path: string, code: FieldCode, params?: FaultParams): Checked {
  return { kind: 'fault', fault: { path, code, ...(params === undefined ? {} : { params }) } }
}
