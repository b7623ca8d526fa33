import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { check, describe } from './architecture/check.ts'
import { fileRules, importRules, packageRules, useRules } from './architecture/rules.ts'
import { readSource } from './architecture/source-file.ts'

test('the repository keeps its architecture', () => {
  const paths = globSync('{contract,messages,server,portal,e2e,tools}/**/*.{ts,tsx,mjs}', {
    exclude: (path) => /(^|\/)(node_modules|dist|results)$/.test(path),
  })
  const files = paths.sort().map((path) => readSource(path, readFileSync(path, 'utf8')))
  expect(check(files).map(describe).join('\n')).toBe('')
})

// One file each that breaks the rule, and what is said about it. The list is what makes the test above believable.
const broken: readonly (readonly [rule: string, path: string, code: string, said: string])[] = [
  ['kernel', 'server/src/kernel/ids.ts', `import { x } from '../config/config.ts'`, '1 imports ../config/config.ts'],
  ['kernel', 'server/src/kernel/ids.ts', `import '@portico/contract/page.ts'`, '1 imports @portico/contract/page.ts'],
  ['order', 'server/src/db/pool.ts', `\nimport { x } from '../authz/actor.ts'`, '2 imports ../authz/actor.ts'],
  [
    'order',
    'server/src/sessions/session.ts',
    `import type { X } from '../users/public.ts'`,
    '1 imports ../users/public.ts',
  ],
  ['order', 'server/src/groups/group.ts', `export * from '../apps/public.ts'`, '1 imports ../apps/public.ts'],
  ['order', 'server/src/groups/group.ts', `export { x } from '../apps/public.ts'`, '1 imports ../apps/public.ts'],
  ['order', 'server/src/groups/group.ts', `await import('../apps/public.ts')`, '1 imports ../apps/public.ts'],
  ['order', 'server/src/groups/group.ts', `type X = import('../apps/public.ts').X`, '1 imports ../apps/public.ts'],
  [
    'order',
    'server/src/signin/pages/form.ts',
    `import { x } from '../../oidc/public.ts'`,
    '1 imports ../../oidc/public.ts',
  ],
  ['composition', 'server/src/users/create-user.ts', `import { x } from '../app.ts'`, '1 imports ../app.ts'],
  ['http', 'server/src/users/create-user.ts', `import { x } from '../http/route.ts'`, '1 imports ../http/route.ts'],
  ['http', 'server/src/record/change.ts', `import { x } from '../http/serve.ts'`, '1 imports ../http/serve.ts'],
  ['edge', 'server/src/http/serve.ts', `import { x } from '../sessions/public.ts'`, '1 imports ../sessions/public.ts'],
  ['routes', 'server/src/main.ts', `import { x } from './users/routes.ts'`, '1 imports ./users/routes.ts'],
  ['routes', 'server/src/users/user.ts', `import { x } from './routes/list.ts'`, '1 imports ./routes/list.ts'],
  ['public', 'server/src/users/create-user.ts', `import { x } from '../mail/queue.ts'`, '1 imports ../mail/queue.ts'],
  [
    'public',
    'server/src/cli/token.ts',
    `import { x } from '../tokens/create-token.ts'`,
    '1 imports ../tokens/create-token.ts',
  ],
  [
    'messages',
    'messages/src/en/users.ts',
    `import { x } from '@portico/contract/users.ts'`,
    '1 imports @portico/contract/users.ts',
  ],
  ['messages packages', 'messages/src/format.ts', `import { x } from 'node:util'`, '1 imports node:util'],
  [
    'contract',
    'contract/src/users.ts',
    `import { x } from '../../messages/src/en.ts'`,
    '1 imports ../../messages/src/en.ts',
  ],
  ['contract packages', 'contract/src/users.ts', `import { x } from '@scope/name/deep'`, '1 imports @scope/name/deep'],
  [
    'portal',
    'portal/src/users/UserPage.tsx',
    `import { x } from '../../../server/src/users/user.ts'`,
    '1 imports ../../../server/src/users/user.ts',
  ],
  [
    'portal',
    'portal/src/paths.test.ts',
    `import { x } from '@portico/server/app.ts'`,
    '1 imports @portico/server/app.ts',
  ],
  ['server', 'server/src/app.ts', `import { x } from '../../tools/x.mjs'`, '1 imports ../../tools/x.mjs'],
  ['e2e', 'e2e/users.e2e.ts', `import { x } from '../server/src/app.ts'`, '1 imports ../server/src/app.ts'],
  [
    'tests',
    'server/src/demo/cast.ts',
    `import { x } from '../../test/support/people.ts'`,
    '1 imports ../../test/support/people.ts',
  ],
  ['tests', 'server/src/users/user.ts', `import { x } from './user.test.ts'`, '1 imports ./user.test.ts'],
  ['ambient', 'server/src/users/user.ts', `const at = new Date()`, '1 new Date()'],
  ['ambient', 'server/src/http/limits.ts', `const at = Date.now()`, '1 Date.now()'],
  ['ambient', 'server/src/users/user.ts', `const x = Math.random()`, '1 Math.random()'],
  ['ambient', 'server/src/jobs/deliver.ts', `await fetch(url)`, '1 fetch(url)'],
  ['ambient', 'server/src/jobs/deliver.ts', `await globalThis.fetch(url)`, '1 globalThis.fetch(url)'],
  ['assertion', 'portal/src/users/user.ts', `const x = y!.z`, '1 y!'],
  ['cast', 'server/src/users/user.ts', `\nconst x = y as UserId`, '2 y as UserId'],
  ['suppression', 'e2e/users.e2e.ts', `// @ts-expect-error\nconst x: 1 = 2`, '1 @ts-expect-error'],
  ['suppression', 'tools/x.ts', `// oxlint-disable-next-line no-console\nf()`, '1 oxlint-disable-next-line no-console'],
  ['rooms', 'server/src/utils/strings.ts', ``, '1 lies in the unknown room utils'],
  ['size', 'server/src/users/user.ts', `//\n`.repeat(401), '1 has 401 lines'],
  ['size', 'server/src/users/user.test.ts', `//\n`.repeat(801), '1 has 801 lines'],
]

test.each(broken)('%s: %s is refused (%#)', (rule, path, code, said) => {
  const found = check([readSource(path, code)])
  expect(found.map((violation) => violation.rule)).toContain(rule)
  expect(found.map(describe).join('\n')).toContain(`${path}:${said}\n`)
})

test('every rule has an example that breaks it', () => {
  const names = [...importRules, ...packageRules, ...useRules, ...fileRules].map((rule) => rule.name)
  expect(new Set(broken.map(([rule]) => rule))).toEqual(new Set(names))
})

const kept: readonly (readonly [path: string, code: string])[] = [
  ['server/src/kernel/clock.ts', `import { x } from './ids.ts'\nexport const now = () => new Date()`],
  ['server/src/db/pool.ts', `import { x } from '../config/config.ts'\nimport pg from 'pg'`],
  [
    'server/src/users/suspend-user.ts',
    `import { x } from '../sessions/public.ts'\nimport { y } from '../kernel/ids.ts'`,
  ],
  ['server/src/users/routes.ts', `import { x } from '../http/route.ts'\nimport '@portico/contract/users.ts'`],
  ['server/src/users/routes/list.ts', `import { x } from '../../http/route.ts'`],
  ['server/src/users/routes.ts', `import { x } from './routes/list.ts'`],
  ['server/src/app.ts', `import { x } from './users/routes.ts'\nimport { y } from './http/serve.ts'`],
  [
    'server/src/users/user.test.ts',
    `import { x } from '../../test/support/people.ts'\nconst at = new Date()\nx!.y as Z`,
  ],
  [
    'server/src/users/user.ts',
    `const at = new Date(0)\nconst x = y! // checked above\nconst z = a as B // parsed above`,
  ],
  ['server/src/users/user.ts', `const all = ['a'] as const\nimport { a as b } from './b.ts'`],
  ['server/src/db/schema.ts', `// generated by tools/schema\n${'//\n'.repeat(900)}`],
  ['contract/src/users.ts', `import { Type } from 'typebox'\nimport { x } from './page.ts'`],
  ['portal/src/main.tsx', `import '@portico/contract/users.ts'\nconst x = <p>{await fetch('/x')}</p>`],
  ['e2e/users.e2e.ts', `import { test } from '@playwright/test'\nimport { x } from './support/people.ts'`],
  ['tools/x.ts', `// @ts-expect-error the point of this line\nconst x: 1 = 2`],
]

test.each(kept)('%s is accepted (%#)', (path, code) => {
  expect(check([readSource(path, code)]).map(describe)).toEqual([])
})

test('two rooms of one level that import each other are one room, and refused', () => {
  const files = [
    readSource('server/src/mail/queue.ts', `import { x } from '../tokens/public.ts'`),
    readSource('server/src/tokens/mint.ts', `import { x } from '../mail/public.ts'`),
  ]
  expect(check(files).map(({ rule, file }) => [rule, file])).toEqual([
    ['mutual', 'server/src/mail/queue.ts'],
    ['mutual', 'server/src/tokens/mint.ts'],
  ])
  expect(check(files.slice(1))).toEqual([])
})
