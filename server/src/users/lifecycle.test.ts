// The drawing and the table say the same: an edge that only one of them has fails here.
import { readFileSync } from 'node:fs'
import { type UserStatus, userStatuses } from '@portico/contract/users.ts'
import { describe, expect, test } from 'vitest'
import { movingVerbs, nextStatus, transitions, type Verb, verbRefusal, verbs } from './lifecycle.ts'

interface Edge {
  readonly from: string
  readonly to: string
  readonly label: string
}
/** What the labels of the drawing begin with, by verb. Other labels are what the person or the clock does. */
const labels: Readonly<Record<Verb, string>> = {
  activate: 'activate',
  reactivate: 'reactivate',
  suspend: 'suspend',
  unsuspend: 'unsuspend',
  unlock: 'unlock',
  resetPassword: 'reset password',
  expirePassword: 'expire password',
  deactivate: 'deactivate',
  delete: 'delete',
}
const drawing = readFileSync(new URL('./lifecycle.mermaid', import.meta.url), 'utf8')
const edges: readonly Edge[] = [...drawing.matchAll(/^ {2}(\S+) --> (\S+): (.+)$/gm)].map(([, from, to, label]) => ({
  from: from ?? '',
  to: to ?? '',
  label: label ?? '',
}))
const drawn = (verb: Verb) =>
  edges
    .filter(({ label }) => label === labels[verb] || label.startsWith(`${labels[verb]},`))
    .map(({ from, to }) => `${from} --> ${to}`)
    .sort((a, b) => a.localeCompare(b))

/** Every state that a person can be in, as the machine sees it. */
const states = userStatuses.flatMap((status) =>
  [true, false].flatMap((hasPassword) =>
    (status === 'SUSPENDED' ? transitions.suspend.from : [null]).map((statusBeforeSuspend) => ({
      status,
      hasPassword,
      statusBeforeSuspend,
    })),
  ),
)

describe('the status machine', () => {
  test('every line of the drawing is an edge, and every edge a verb’s or said to be somebody else’s', () => {
    const lines = drawing.split('\n').filter((line) => line.includes('-->'))
    expect(edges).toHaveLength(lines.length)
    const others = edges.filter(
      ({ label }) => !verbs.some((verb) => label === labels[verb] || label.startsWith(`${labels[verb]},`)),
    )
    expect(others.map(({ from, to }) => `${from} --> ${to}`)).toEqual([
      '[*] --> STAGED',
      '[*] --> PROVISIONED',
      '[*] --> ACTIVE',
      '[*] --> PASSWORD_EXPIRED',
      'PROVISIONED --> ACTIVE',
      'RECOVERY --> ACTIVE',
      'PASSWORD_EXPIRED --> ACTIVE',
      'ACTIVE --> LOCKED_OUT',
    ])
  })

  test.each(movingVerbs)('%s leads where the drawing says, from no other status', (verb) => {
    const computed = states
      // Who was deactivated has no password: nothing leads there with one.
      .filter((state) => !(state.status === 'DEPROVISIONED' && state.hasPassword))
      .filter((state) => verbRefusal(verb, state) === undefined)
      .map((state) => `${state.status} --> ${nextStatus(verb, state)}`)
    expect([...new Set(computed)].sort((a, b) => a.localeCompare(b))).toEqual(drawn(verb))
  })

  test('delete leads out, of one status', () => {
    const open = states.filter((state) => verbRefusal('delete', state) === undefined)
    expect([...new Set(open.map((state) => `${state.status} --> [*]`))]).toEqual(drawn('delete'))
  })

  test('a verb that the table refuses is a fault, in every state', () => {
    for (const verb of movingVerbs) {
      for (const state of states.filter((candidate) => verbRefusal(verb, candidate) !== undefined))
        expect(() => nextStatus(verb, state)).toThrow(/^user\.(alreadyActive|not|wrongStatus)/)
    }
  })

  test('a suspension comes back to the status before it', () => {
    for (const status of transitions.suspend.from) {
      const suspended = {
        status: 'SUSPENDED' satisfies UserStatus,
        statusBeforeSuspend: status,
        hasPassword: true,
      } as const
      expect(nextStatus('unsuspend', suspended)).toBe(status)
    }
  })

  test('to expire a password takes one', () => {
    const state = { status: 'ACTIVE', statusBeforeSuspend: null, hasPassword: false } as const
    expect(verbRefusal('expirePassword', state)).toBe('noPassword')
  })
})
