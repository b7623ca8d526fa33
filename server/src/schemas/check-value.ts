import { isEmail } from '../kernel/email.ts'
import type { FieldCode, FieldFault, FaultParams } from '../kernel/fault.ts'
import { maxMatchedLength, safePattern } from './safe-pattern.ts'
import type { CustomAttribute } from './user-type.ts'

export type CustomValue = string | number | boolean | readonly string[] | readonly number[]

/** What an attribute without a limit of its own may hold. */
const maxTextLength = 1024
const maxItems = 100

export type Checked =
  | { readonly kind: 'value'; readonly value: CustomValue }
  | { readonly kind: 'fault'; readonly fault: FieldFault }

/** Reads a value as its attribute demands: type, length, range, form and choice; the first problem is told, at `path`. */
export function checkValue(attribute: CustomAttribute, value: unknown, path: string): Checked {
  if (attribute.type !== 'array') return checkOne(attribute, attribute.type, value, path)
  if (!Array.isArray(value)) return fault(path, 'wrongType')
  if (value.length > maxItems) return fault(path, 'tooMany', { limit: maxItems })
  const items: (string | number)[] = []
  for (const [index, item] of value.entries()) {
    const checked = checkOne(attribute, attribute.itemType, item, `${path}.${index}`)
    if (checked.kind === 'fault') return checked
    if (typeof checked.value === 'string' || typeof checked.value === 'number') items.push(checked.value)
  }
  return { kind: 'value', value: items as readonly string[] | readonly number[] } // the item type is one for all of them
}

function checkOne(attribute: CustomAttribute, type: CustomAttribute['type'], value: unknown, path: string): Checked {
  switch (type) {
    case 'boolean':
      return typeof value === 'boolean' ? { kind: 'value', value } : fault(path, 'wrongType')
    case 'number':
    case 'integer':
      return checkNumber(attribute, type, value, path)
    case 'string':
      return checkText(attribute, value, path)
    case 'array':
      return fault(path, 'wrongType')
  }
}

function checkNumber(attribute: CustomAttribute, type: 'number' | 'integer', value: unknown, path: string): Checked {
  const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY } = attribute
  if (typeof value !== 'number') return fault(path, 'wrongType')
  if (!Number.isFinite(value)) return fault(path, 'outOfRange')
  if (type === 'integer' && !Number.isSafeInteger(value))
    return fault(path, Number.isInteger(value) ? 'outOfRange' : 'wrongType')
  if (value < minimum || value > maximum) return fault(path, 'outOfRange')
  return isOffered(attribute, value) ? { kind: 'value', value } : fault(path, 'notAllowedValue')
}

function checkText(attribute: CustomAttribute, value: unknown, path: string): Checked {
  if (typeof value !== 'string') return fault(path, 'wrongType')
  const { length } = [...value]
  const { minLength = 0, maxLength = maxTextLength, pattern } = attribute
  if (length < minLength) return fault(path, 'tooShort', { limit: minLength })
  if (length > Math.min(maxLength, maxTextLength))
    return fault(path, 'tooLong', { limit: Math.min(maxLength, maxTextLength) })
  if (!isOffered(attribute, value)) return fault(path, 'notAllowedValue')
  if (!hasForm(attribute, value)) return fault(path, attribute.format === 'email' ? 'notEmail' : 'patternMismatch')
  if (pattern !== undefined && length > maxMatchedLength) return fault(path, 'tooLong', { limit: maxMatchedLength })
  // A pattern that is not safe to run lets nothing through: it was never checked when the attribute was defined.
  if (pattern !== undefined && safePattern(pattern)?.test(value) !== true) return fault(path, 'patternMismatch')
  return { kind: 'value', value }
}

const isOffered = ({ choices }: CustomAttribute, value: string | number) =>
  choices.length === 0 || choices.some((choice) => choice.value === value)

function hasForm({ format }: CustomAttribute, value: string): boolean {
  if (format === 'email') return isEmail(value)
  if (format === 'uri') return isWebAddress(value)
  return format !== 'date-time' || isDateTime(value)
}

/** An address that may stand behind a link: `javascript:` and its kin may not. */
export function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s]+$/i.test(text) && URL.canParse(text)
}

/** RFC 3339 with a zone, of a day that exists. */
export function isDateTime(text: string): boolean {
  const [, year = '', month = '', day = ''] =
    /^(\d{4})-(\d\d)-(\d\d)T\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/.exec(text) ?? []
  if (year === '' || Number.isNaN(Date.parse(text))) return false
  const noon = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day), 12))
  return noon.getUTCMonth() === Number(month) - 1 && noon.getUTCDate() === Number(day)
}

function fault(path: string, code: FieldCode, params?: FaultParams): Checked {
  return { kind: 'fault', fault: { path, code, ...(params === undefined ? {} : { params }) } }
}
