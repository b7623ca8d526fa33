import type { Json } from './openapi.ts'
import type { AnyRoute } from './route.ts'

/** A call that can be pasted into a shell, once the words in capitals are replaced. */
export function curl(route: AnyRoute, origin: string): string {
  const path = route.path.replace(/:([A-Za-z]+)/g, (_all, name: string) => snake(name).toUpperCase())
  const lines = [
    `curl ${route.method === 'GET' ? '' : `-X ${route.method} `}'${origin}${path}'`,
    ...(route.access === 'public' ? [] : [`-H "Authorization: SSWS $TOKEN"`]),
    ...(route.body === undefined || route.bodyOptional
      ? []
      : [`-H 'Content-Type: application/json'`, `-d '${JSON.stringify(example(route.body))}'`]),
  ]
  return lines.join(' \\\n  ')
}

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter}`)

/** The smallest body that has the right shape: what is required, or the first field where nothing is. */
function example(schema: unknown): Json {
  const properties = member(schema, 'properties')
  if (typeof properties === 'object' && properties !== null) {
    const required = member(schema, 'required')
    const all = Object.entries(properties)
    const wanted = all.filter(([name]) => Array.isArray(required) && required.includes(name))
    return Object.fromEntries(
      (wanted.length > 0 ? wanted : all.slice(0, 1)).map(([name, value]) => [name, example(value)]),
    )
  }
  if (member(schema, 'items') !== undefined) return [example(member(schema, 'items'))]
  const choices = member(schema, 'enum')
  if (Array.isArray(choices) && typeof choices[0] === 'string') return choices[0]
  const type = member(schema, 'type')
  if (type === 'boolean') return true
  return type === 'integer' || type === 'number' ? 1 : 'TEXT'
}

/** A member of a schema, whose own type says nothing of it. */
export function member(schema: unknown, name: string): unknown {
  return typeof schema === 'object' && schema !== null ? Reflect.get(schema, name) : undefined
}
