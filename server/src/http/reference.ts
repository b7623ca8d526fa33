// What the API reference says of each operation: the same for the page under /docs and for the file in docs/reference.
import { permissionOnWire } from '../authz/permissions.ts'
import type { FaultCode } from '../kernel/fault.ts'
import { curl, member } from './curl-example.ts'
import { faultsOf } from './faults-of.ts'
import { errorSchema, pathOf, tagOf } from './openapi.ts'
import type { AnyRoute } from './route.ts'
import { schemaNames } from './schema-names.ts'
import { wireErrors } from './wire-errors.ts'

export interface Field {
  readonly path: string
  readonly type: string
  readonly isRequired: boolean
}
export interface Described {
  /** Set when the contract names the schema: it is described once, apart. */
  readonly name: string
  readonly type: string
  readonly fields: readonly Field[]
}
export interface OperationReference {
  readonly id: string
  readonly tag: string
  readonly method: string
  readonly path: string
  readonly summary: string
  /** What the caller must hold on what the operation is about; empty where nothing is asked for. */
  readonly permission: string
  readonly isPublic: boolean
  readonly parameters: ReadonlyArray<Field & { readonly where: 'path' | 'query' }>
  readonly body: Described | null
  readonly status: number
  readonly answer: Described | null
  readonly refusals: ReadonlyArray<{
    readonly code: FaultCode
    readonly status: number
    readonly wire: string
    readonly summary: string
  }>
  readonly example: string
}

export function describeRoutes(routes: readonly AnyRoute[], origin: string): readonly OperationReference[] {
  return routes.map((route) => describeRoute(route, origin))
}

function describeRoute(route: AnyRoute, origin: string): OperationReference {
  const { access } = route
  return {
    id: route.id,
    tag: tagOf(route),
    method: route.method,
    path: pathOf(route),
    summary: route.summary,
    permission: access === 'public' || access === 'signedIn' ? '' : permissionOnWire(access),
    isPublic: access === 'public',
    parameters: [
      ...fieldsOf(route.params).map((field) => ({ ...field, where: 'path' as const })),
      ...fieldsOf(route.query).map((field) => ({ ...field, where: 'query' as const })),
    ],
    body: route.body === undefined ? null : described(route.body),
    status: route.reply.status,
    answer: route.reply.status === 204 ? null : described(route.reply.body),
    refusals: faultsOf(route).map((code) => {
      const { status, code: wire, summary } = wireErrors[code]
      return { code, status, wire, summary: summary.replace(/\{\w+\}/g, '…') }
    }),
    example: curl(route, origin),
  }
}

/** The one form of every refusal. */
export const errorReference: Described = { name: 'Error', type: 'object', fields: fieldsOf(errorSchema) }

/** Every schema that has a name, in the order of their names. */
export function describeSchemas(): readonly Described[] {
  return [...schemaNames]
    .map(([schema, name]) => ({ name, type: 'object', fields: fieldsOf(schema) }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

function described(schema: unknown): Described {
  const inner = itemsOf(schema)
  const isList = inner !== undefined
  const name = schemaNames.get(inner ?? schema) ?? ''
  return {
    name,
    type: isList ? 'array' : 'object',
    fields: name === '' ? fieldsOf(inner ?? schema) : [],
  }
}

function itemsOf(schema: unknown): unknown {
  return member(schema, 'items')
}

/** The fields of an object, those of objects within it by their path. Named schemas are not opened. */
function fieldsOf(schema: unknown, prefix = ''): readonly Field[] {
  const properties = member(schema, 'properties')
  if (typeof properties !== 'object' || properties === null) return []
  const required = member(schema, 'required')
  return Object.entries(properties).flatMap(([name, property]: [string, unknown]) => {
    const isRequired = Array.isArray(required) && required.includes(name)
    const path = `${prefix}${name}`
    const inner = itemsOf(property)
    const below =
      schemaNames.has(property) || schemaNames.has(inner)
        ? []
        : fieldsOf(inner ?? property, inner === undefined ? `${path}.` : `${path}[].`)
    return [{ path, type: typeName(property), isRequired }, ...below]
  })
}

/** The type of a field in a few words: `string, 1–50`, `array of WireUser`, `"STAGED" | "ACTIVE"`. */
function typeName(schema: unknown): string {
  const name = schemaNames.get(schema)
  if (name !== undefined) return name
  const items = itemsOf(schema)
  if (items !== undefined) return `array of ${typeName(items)}`
  const choices = member(schema, 'enum')
  if (Array.isArray(choices)) return choices.map((choice) => JSON.stringify(choice)).join(' | ')
  const fixed = member(schema, 'const')
  if (fixed !== undefined) return JSON.stringify(fixed)
  const options = member(schema, 'anyOf')
  if (Array.isArray(options)) return options.map(typeName).join(' | ')
  const type = member(schema, 'type')
  const words = Array.isArray(type) ? type.join(' or ') : typeof type === 'string' ? type : 'any'
  return [words, ...limitsOf(schema)].join(', ')
}

function limitsOf(schema: unknown): readonly string[] {
  const number = (name: string) => {
    const value = member(schema, name)
    return typeof value === 'number' ? value : undefined
  }
  const low = number('minLength') ?? number('minimum')
  const high = number('maxLength') ?? number('maximum')
  const note = member(schema, 'description') ?? member(schema, 'format')
  return [
    ...(low === undefined && high === undefined ? [] : [`${low ?? 0}–${high ?? '…'}`]),
    ...(typeof note === 'string' ? [note] : []),
  ]
}
