import { permissionOnWire } from '../authz/permissions.ts'
import { faultsOf } from './faults-of.ts'
import type { AnyRoute } from './route.ts'
import { schemaNames } from './schema-names.ts'
import { wireErrors } from './wire-errors.ts'

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }
type JsonObject = { readonly [key: string]: Json }

export interface Operation extends JsonObject {
  readonly operationId: string
  readonly summary: string
  readonly tags: readonly [string]
  readonly parameters: readonly JsonObject[]
  readonly responses: JsonObject
}

/**
 * The OpenAPI 3.1 document of these routes. Everything in it comes from the list of routes: what is parsed and sent is what
 * is described. `x-portico-permission` is what the caller must hold on the target, `x-portico-faults` the stable codes.
 */
export function openApiDocument(
  routes: readonly AnyRoute[],
  about: { readonly origin: string; readonly release: string },
): JsonObject {
  const used = new Map<string, Json>()
  const paths: Record<string, Record<string, Json>> = {}
  for (const route of routes) {
    const path = pathOf(route)
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route, used) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Portico API',
      version: about.release,
      description:
        'Two surfaces of one server. `/api/v1` is compatible with the Okta Management API; `/portal/api/v1` is what the portal uses. Both obey the same rules.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: about.origin }],
    tags: [...new Set(routes.map(tagOf))].map((name) => ({ name })),
    security: [{ token: [] }, { session: [] }],
    paths,
    components: {
      headers,
      schemas: { Error: errorSchema, ...Object.fromEntries([...used].toSorted(([a], [b]) => (a < b ? -1 : 1))) },
      securitySchemes: {
        token: {
          type: 'apiKey',
          in: 'header',
          name: 'Authorization',
          description: '`SSWS` and an API token. It never does more than its owner may.',
        },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'portico_session',
          description:
            'A browser that is signed in; `__Host-portico_session` on https. What changes something also needs our `Origin` and the header `X-Portico-Client`.',
        },
      },
    },
  }
}

/** `/api/v1/users/{userId}`: the path as OpenAPI writes it. */
export function pathOf({ path }: AnyRoute): string {
  return path.replace(/:([A-Za-z]+)/g, '{$1}')
}

const tagNames: Readonly<Record<string, string>> = { meta: 'User types', '.well-known': 'Organization' }

/** What a route is about, by its path. */
export function tagOf({ path, surface }: AnyRoute): string {
  if (surface === 'portal') return 'Portal'
  const [, first = '', , third = ''] = path.split('/')
  const name = first === 'api' ? third : first
  return tagNames[name] ?? `${name.charAt(0).toUpperCase()}${name.slice(1)}`
}

function operationOf(route: AnyRoute, used: Map<string, Json>): Operation {
  const { access, body } = route
  const isPermission = access !== 'public' && access !== 'signedIn'
  return {
    operationId: route.id,
    summary: route.summary,
    tags: [tagOf(route)],
    ...(isPermission ? { 'x-portico-permission': permissionOnWire(access) } : {}),
    ...(access === 'public' ? { security: [] } : {}),
    parameters: parametersOf(route, used),
    ...(body === undefined
      ? {}
      : { requestBody: { required: route.bodyOptional !== true, content: jsonContent(describe(body, used)) } }),
    responses: responsesOf(route, used),
    'x-portico-faults': [...faultsOf(route)],
  }
}

function parametersOf(route: AnyRoute, used: Map<string, Json>): readonly JsonObject[] {
  const fields = (schema: unknown, where: 'path' | 'query'): readonly JsonObject[] =>
    propertiesOf(schema).map(({ name, property, isRequired }) => ({
      name,
      in: where,
      required: where === 'path' || isRequired,
      schema: describe(property, used),
    }))
  const inHeaders = [
    ...(route.method === 'GET' ? [] : [idempotencyKey]),
    ...(route.faults.some((code) => wireErrors[code].status === 412) ? [ifMatch] : []),
  ]
  return [...fields(route.params, 'path'), ...fields(route.query, 'query'), ...inHeaders]
}

const idempotencyKey: JsonObject = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'A repeat with the same key within 24 hours does nothing twice.',
  schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,255}$' },
}
const ifMatch: JsonObject = {
  name: 'If-Match',
  in: 'header',
  required: false,
  description: 'The ETag of what was read: refused when it has changed since.',
  schema: { type: 'string' },
}

function responsesOf(route: AnyRoute, used: Map<string, Json>): JsonObject {
  const { status, body } = route.reply
  const faults = Map.groupBy(faultsOf(route), (code) => wireErrors[code].status)
  const refusals = [...faults].map(([refused, codes]) => [
    String(refused),
    {
      description: codes.map((code) => `${wireErrors[code].code} \`${code}\`: ${wireErrors[code].summary}`).join('\n'),
      content: jsonContent({ $ref: '#/components/schemas/Error' }),
    },
  ])
  return {
    [String(status)]: {
      description: 'Done.',
      headers: everyHeader,
      ...(status === 204 ? {} : { content: jsonContent(describe(body, used)) }),
    },
    ...Object.fromEntries(refusals),
  }
}

const headers: Readonly<Record<string, JsonObject>> = {
  'X-Okta-Request-Id': { description: 'Names this request in the log of the server.', schema: { type: 'string' } },
  'X-Rate-Limit-Limit': { description: 'Requests a minute.', schema: { type: 'integer' } },
  'X-Rate-Limit-Remaining': { description: 'What is left of them.', schema: { type: 'integer' } },
  'X-Rate-Limit-Reset': { description: 'Epoch seconds at which the minute ends.', schema: { type: 'integer' } },
}
const everyHeader = Object.fromEntries(
  Object.keys(headers).map((name) => [name, { $ref: `#/components/headers/${name}` }]),
)

const jsonContent = (schema: Json): JsonObject => ({ 'application/json': { schema } })

const text = { type: 'string' } as const
/** The body of every refusal. */
export const errorSchema: JsonObject = {
  type: 'object',
  required: ['errorCode', 'errorSummary', 'errorLink', 'errorId', 'errorCauses', 'fields'],
  properties: {
    errorCode: text,
    errorSummary: text,
    errorLink: text,
    errorId: { ...text, description: 'Names this answer in the log of the server.' },
    errorCauses: { type: 'array', items: { type: 'object', properties: { errorSummary: text } } },
    fields: {
      type: 'array',
      description: 'First what was refused (path empty), then each field, by codes that never change their meaning.',
      items: {
        type: 'object',
        required: ['path', 'code', 'params'],
        properties: { path: text, code: text, params: { type: 'object' } },
      },
    },
  },
}

/** The properties of an object schema, in their order. */
function propertiesOf(schema: unknown) {
  if (typeof schema !== 'object' || schema === null || !('properties' in schema)) return []
  const required = 'required' in schema && Array.isArray(schema.required) ? schema.required : []
  return Object.entries(schema.properties ?? {}).map(([name, property]: [string, unknown]) => ({
    name,
    property,
    isRequired: required.includes(name),
  }))
}

/** A schema as plain JSON; what the contract names becomes a reference, and is described once. */
function describe(schema: unknown, used: Map<string, Json>): Json {
  const name = schemaNames.get(schema)
  if (name === undefined) return plain(schema, used)
  if (!used.has(name)) {
    used.set(name, null) // so that a schema within itself ends
    used.set(name, plain(schema, used))
  }
  return { $ref: `#/components/schemas/${name}` }
}

function plain(value: unknown, used: Map<string, Json>): Json {
  if (Array.isArray(value)) return value.map((item) => describe(item, used))
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([key, item]: [string, unknown]) => [key, describe(item, used)]),
    )
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null
}
