import type { TSchema } from 'typebox'
import { Compile, type Validator } from 'typebox/compile'
import { Value } from 'typebox/value'
import { Fault, type FieldCode, type FieldFault } from '../kernel/fault.ts'
import type { Surface } from './route.ts'

interface SchemaError {
  readonly keyword: string
  readonly instancePath: string
  readonly params: Readonly<Record<string, unknown>>
}

/** Compiles a schema into a parser of bodies. On `wire` unknown members are dropped, on `portal` they are faults. */
export function bodyParser(schema: TSchema, surface: Surface): (value: unknown) => unknown {
  const validator = Compile(schema)
  return (value) => {
    refuseUnstorable(value, '')
    const known = surface === 'wire' ? Value.Clean(schema, structuredClone(value)) : value
    return checked(validator, known)
  }
}

/** Compiles a schema into a parser of path or query parameters: numbers and booleans come as text. Unknown ones are dropped. */
export function parameterParser(schema: TSchema): (value: unknown) => unknown {
  const validator = Compile(schema)
  return (value) => {
    refuseUnstorable(value, '')
    return checked(validator, Value.Clean(schema, Value.Convert(schema, structuredClone(value))))
  }
}

function checked(validator: Validator, value: unknown): unknown {
  if (validator.Check(value)) return value
  throw new Fault('request.invalid', { fields: fieldFaults(validator.Errors(value)) })
}

/** NUL and half surrogate pairs are text to JSON and to nobody else: told apart here, before a query meets them. */
function refuseUnstorable(value: unknown, path: string): void {
  if (typeof value === 'string') {
    if (value.includes('\0') || !value.isWellFormed())
      throw new Fault('request.invalid', { fields: [{ path, code: 'notText' }] })
  } else if (Array.isArray(value)) {
    value.forEach((item, index) => refuseUnstorable(item, join(path, String(index))))
  } else if (value !== null && typeof value === 'object') {
    for (const [key, item] of Object.entries(value)) {
      refuseUnstorable(key, path)
      refuseUnstorable(item, join(path, key))
    }
  }
}

const join = (path: string, key: string) => (path === '' ? key : `${path}.${key}`)

/** The validator's findings as field faults: one a path, the first and plainest. */
export function fieldFaults(errors: readonly SchemaError[]): readonly FieldFault[] {
  const faults = new Map<string, FieldFault>()
  for (const error of errors.flatMap(describe)) if (!faults.has(error.path)) faults.set(error.path, error)
  return [...faults.values()]
}

const plain: Readonly<Record<string, FieldCode>> = {
  minLength: 'tooShort',
  maxLength: 'tooLong',
  pattern: 'patternMismatch',
  format: 'patternMismatch',
  const: 'notAllowedValue',
  enum: 'notAllowedValue',
  anyOf: 'notAllowedValue',
  minimum: 'outOfRange',
  maximum: 'outOfRange',
  maxItems: 'tooMany',
  type: 'wrongType',
}

function describe(error: SchemaError): readonly FieldFault[] {
  const path = error.instancePath.slice(1).replaceAll('/', '.')
  const names = (list: unknown) => (Array.isArray(list) ? list.filter((name) => typeof name === 'string') : [])
  if (error.keyword === 'required')
    return names(error.params['requiredProperties']).map((name) => ({
      path: join(path, name),
      code: 'required' as const,
    }))
  if (error.keyword === 'additionalProperties')
    return names(error.params['additionalProperties']).map((name) => ({
      path: join(path, name),
      code: 'unknown' as const,
    }))
  if (error.keyword === 'boolean') return []
  const limit = error.params['limit']
  return [
    { path, code: plain[error.keyword] ?? 'wrongType', ...(typeof limit === 'number' ? { params: { limit } } : {}) },
  ]
}
