import { english } from '@portico/messages/translate.ts'
import { permissionOnWire, permissions } from '../../src/authz/permissions.ts'
import { ruleOf } from '../../src/authz/policy.ts'
import { standardRoles } from '../../src/authz/standard-roles.ts'
import { keys, type Key } from '../../src/config/keys.ts'
import { type Described, describeRoutes, describeSchemas, errorReference } from '../../src/http/reference.ts'
import type { AnyRoute } from '../../src/http/route.ts'
import { wireErrors } from '../../src/http/wire-errors.ts'
import { faultCodes } from '../../src/kernel/fault.ts'
import { listEvents } from '../../src/record/event.ts'

// Each page of docs/reference, made from what the server itself runs on.

/** A cell holds one line, and a pipe in it would end it. */
const cell = (text: string) => text.replaceAll('|', '\\|').replace(/\s+/g, ' ')
const code = (text: string) => `\`${text}\``

function table(head: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

function page(title: string, intro: string, ...parts: readonly string[]): string {
  return `<!-- Made by server/test/reference.test.ts: run \`npm run golden -- reference\` -->\n\n# ${title}\n\n${intro}\n\n${parts.join('\n\n')}\n`
}

export function apiPage(routes: readonly AnyRoute[]): string {
  const operations = Map.groupBy(describeRoutes(routes, 'https://id.example.com'), ({ tag }) => tag)
  const sections = [...operations].map(([tag, members]) => {
    const texts = members.map((operation) => {
      const { permission, isPublic, parameters, body, answer, status, refusals, example } = operation
      const needs =
        permission !== '' ? `Needs ${code(permission)}.` : isPublic ? 'Anybody may ask.' : 'For whoever is signed in.'
      const own = refusals.filter(({ code: fault }) => !common.has(fault)).map(({ code: fault }) => code(fault))
      return [
        `### ${operation.summary}`,
        `${code(`${operation.method} ${operation.path}`)} (${operation.id}). ${needs}`,
        parameters.length === 0
          ? ''
          : table(
              ['parameter', 'in', 'type'],
              parameters.map((field) => [code(field.path), field.where, field.type]),
            ),
        body === null ? '' : `Body: ${describe(body)}`,
        `Answer: ${status}${answer === null ? '' : `, ${describe(answer)}`}${own.length === 0 ? '' : `\n\nRefusals: ${own.join(', ')}`}`,
        `\`\`\`sh\n${example}\n\`\`\``,
      ]
        .filter((part) => part !== '')
        .join('\n\n')
    })
    return [`## ${tag}`, ...texts].join('\n\n')
  })
  const schemas = [errorReference, ...describeSchemas()].map(
    ({ name, fields }) => `### ${name}\n\n${fieldTable(fields)}`,
  )
  return page(
    'API',
    'The same as a page of the server (`/docs`) and as a document for programs (`/openapi.json`). Every operation can also refuse with `auth.badToken`, `auth.noSession`, `authz.denied`, `authz.proofNeeded`, `actor.dead`, `request.invalid`, `request.badBody`, `request.tooLarge`, `request.unsupportedMediaType`, `idempotency.keyReused`, `server.busy`, `server.unavailable` and `bug.unexpected`; see [errors](errors.md).',
    ...sections,
    '## Schemas',
    ...schemas,
  )
}

const common: ReadonlySet<string> = new Set([
  'auth.badToken',
  'auth.noSession',
  'authz.denied',
  'authz.proofNeeded',
  'actor.dead',
  'request.invalid',
  'request.badBody',
  'request.tooLarge',
  'request.unsupportedMediaType',
  'idempotency.keyReused',
  'server.busy',
  'server.unavailable',
  'bug.unexpected',
])

function describe({ name, type, fields }: Described): string {
  const what = name === '' ? 'object' : `[${name}](#${name.toLowerCase()})`
  const list = fields.length === 0 ? '' : `\n\n${fieldTable(fields)}`
  return `${type === 'array' ? 'a list of ' : ''}${what}${list}`
}

function fieldTable(fields: Described['fields']): string {
  return table(
    ['field', 'type', ''],
    fields.map(({ path, type, isRequired }) => [code(path), type, isRequired ? 'always' : '']),
  )
}

export function errorsPage(): string {
  const words: Readonly<Record<string, unknown>> = english
  const rows = faultCodes.map((fault) => {
    const { status, code: wire, summary, cause } = wireErrors[fault]
    const told = words[`fault.${fault}`]
    return [
      code(fault),
      String(status),
      wire,
      cause === undefined ? summary : `${summary.replace(/\.?$/, '.')} ${cause}`,
      String(told),
    ]
  })
  const fields = Object.entries(words).filter(([key]) => key.startsWith('field.'))
  return page(
    'Errors',
    'Every refusal has one body: `errorCode`, `errorSummary`, `errorLink`, `errorId`, `errorCauses` and `fields`. The first entry of `fields` has an empty path and the code of the fault; the others name a field of the request and what is wrong with it. Codes never change their meaning.',
    table(['fault', 'status', 'errorCode', 'summary', 'what a person reads'], rows),
    '## Fields',
    table(
      ['code', 'what a person reads'],
      fields.map(([key, text]) => [code(key.slice(6)), String(text)]),
    ),
  )
}

export function eventsPage(): string {
  const rows = listEvents()
    .filter(({ type }) => !type.startsWith('test.')) // other tests in this process declare their own
    .toSorted((a, b) => (a.type < b.type ? -1 : 1))
    .map(({ type, doc, fields }) => [
      code(type),
      doc,
      Object.entries(fields)
        .map(([name, kind]) => `${code(name)}${kind === 'public' ? '' : ` (${kind})`}`)
        .join(', '),
    ])
  return page(
    'Events',
    'What the system log records, in the transaction of the change itself. Fields marked personal are kept apart, so that they can be erased; a field that is not declared is dropped.',
    table(['event', 'what happened', 'fields'], rows),
  )
}

export function permissionsPage(routes: readonly AnyRoute[]): string {
  const rows = permissions.map((permission) => {
    const rule = ruleOf(permission)
    const takes = [
      ...(rule.guarded ? ['more authority than the person it is about'] : []),
      ...(rule.notOnSelf ? ['not on oneself'] : []),
      ...(rule.proof ? ['a proof of identity at most 15 minutes old'] : []),
      ...(rule.noToken ? ['never by an API token'] : []),
    ]
    const roles = standardRoles.filter((role) => role.permissions.has(permission)).map((role) => role.label)
    const operations = routes.filter((route) => route.access === permission).map((route) => code(route.id))
    return [code(permissionOnWire(permission)), takes.join('; '), roles.join(', '), operations.join(', ')]
  })
  return page(
    'Permissions',
    'A role holds permissions; a binding says on which realms, groups and apps they hold. Those that begin with `okta.` are named as in the Okta Management API, those that begin with `portico.` are ours and are never implied by another.',
    table(['permission', 'takes besides', 'standard roles', 'operations'], rows),
  )
}

export function configPage(): string {
  const rows = keys.map(({ name, doc, kind, ...more }: Key) => [
    code(name),
    kind,
    more.default === undefined ? '' : code(more.default),
    doc,
  ])
  return page(
    'Configuration',
    'Settings are environment variables. Each is also read from a file that `NAME_FILE` names, such as a mounted secret. `portico config` prints what is in effect; all problems are told together, and nothing starts with one.',
    table(['setting', 'kind', 'default', 'meaning'], rows),
  )
}
