// What every verb on somebody refuses, to whom and in what state. What each of them does is in the test of its own.
import type { UserStatus } from '@portico/contract/users.ts'
import { beforeAll, describe, expect, test } from 'vitest'
import { narrowed } from '../../test/support/narrow.ts'
import { insertSomebody } from '../../test/support/samples.ts'
import { useWorld } from '../../test/support/world.ts'
import type { Ctx } from '../authz/context.ts'
import { minute, secondsAfter } from '../kernel/clock.ts'
import { newId, type UserId } from '../kernel/ids.ts'
import { activateUser } from './activate-user.ts'
import { clearSessions } from './clear-sessions.ts'
import { deactivateUser } from './deactivate-user.ts'
import { deleteUser } from './delete-user.ts'
import { expirePassword } from './expire-password.ts'
import { giveTemporaryPassword } from './give-temporary-password.ts'
import { reactivateUser } from './reactivate-user.ts'
import { resetPassword } from './reset-password.ts'
import { suspendUser } from './suspend-user.ts'
import { unlockUser } from './unlock-user.ts'
import { unsuspendUser } from './unsuspend-user.ts'

const world = useWorld()

interface Case {
  readonly run: (ctx: Ctx, userId: UserId) => Promise<unknown>
  readonly from: UserStatus
  /** A status that refuses it, and the code; absent where every status will do. */
  readonly wrong?: readonly [UserStatus, string]
  readonly needsProof?: true
}
const mail = { sendEmail: true }
const cases: Readonly<Record<string, Case>> = {
  activate: {
    run: (ctx, userId) => activateUser(ctx, { userId, ...mail }),
    from: 'STAGED',
    wrong: ['PROVISIONED', 'user.alreadyActive'],
  },
  'activate a suspended person': {
    run: (ctx, userId) => activateUser(ctx, { userId, ...mail }),
    from: 'DEPROVISIONED',
    wrong: ['SUSPENDED', 'user.wrongStatus'],
  },
  reactivate: {
    run: (ctx, userId) => reactivateUser(ctx, { userId, ...mail }),
    from: 'PROVISIONED',
    wrong: ['ACTIVE', 'user.wrongStatus'],
  },
  suspend: {
    run: (ctx, userId) => suspendUser(ctx, { userId }),
    from: 'ACTIVE',
    wrong: ['STAGED', 'user.notSuspendable'],
  },
  unsuspend: {
    run: (ctx, userId) => unsuspendUser(ctx, { userId }),
    from: 'SUSPENDED',
    wrong: ['ACTIVE', 'user.notSuspended'],
  },
  unlock: {
    run: (ctx, userId) => unlockUser(ctx, { userId }),
    from: 'LOCKED_OUT',
    wrong: ['ACTIVE', 'user.notLockedOut'],
  },
  'reset the password': {
    run: (ctx, userId) => resetPassword(ctx, { userId, ...mail, revokeSessions: true }),
    from: 'ACTIVE',
    wrong: ['SUSPENDED', 'user.wrongStatus'],
    needsProof: true,
  },
  'expire the password': {
    run: (ctx, userId) => expirePassword(ctx, { userId }),
    from: 'ACTIVE',
    wrong: ['SUSPENDED', 'user.wrongStatus'],
    needsProof: true,
  },
  'give a temporary password': {
    run: (ctx, userId) => giveTemporaryPassword(ctx, { userId, revokeSessions: true }, world.parts),
    from: 'ACTIVE',
    wrong: ['PROVISIONED', 'user.wrongStatus'],
    needsProof: true,
  },
  'clear the sessions': {
    run: (ctx, userId) => clearSessions(ctx, { userId, withTokens: true, withDevices: true }),
    from: 'ACTIVE',
  },
  deactivate: {
    run: (ctx, userId) => deactivateUser(ctx, { userId }, world.parts),
    from: 'ACTIVE',
    wrong: ['DEPROVISIONED', 'user.wrongStatus'],
  },
  delete: { run: (ctx, userId) => deleteUser(ctx, { userId }, world.parts), from: 'DEPROVISIONED', needsProof: true },
}
let sue: UserId

beforeAll(async () => {
  sue = await insertSomebody(world, world.realms.home, 'ACTIVE')
  await world.owner.query(
    "insert into role_assignments (id, created_at, role_id, user_id, granted_by) select $2, now(), id, $1, 'test' from roles where type = 'SUPER_ADMIN'",
    [sue, newId('assignment', world.now)],
  )
})

/** Everything that a verb could have changed, as text. */
async function everything(): Promise<string> {
  const { rows } = await world.owner.query(
    `select (select json_agg(u order by id) from users u)::text || (select count(*) from outbox) || (select count(*) from one_time_secrets)
       || (select json_agg(p order by user_id) from passwords p)::text || (select count(*) from restore_points)
       || (select count(*) from events where event_type <> 'portico.access.denied') as everything`,
  )
  return rows[0].everything
}

async function refused(ctx: Ctx, verb: Case, userId: UserId) {
  const before = await everything()
  const result = await verb.run(ctx, userId).then(
    () => undefined,
    (error: unknown) => error,
  )
  expect(await everything()).toBe(before)
  return result
}

describe.each(Object.entries(cases))('to %s', (_name, verb) => {
  const somebody = () => insertSomebody(world, world.realms.acme, verb.from)

  test('is hidden from an admin of another realm and from people without a role, as if nobody were there', async () => {
    const absent = newId('user', world.now)
    for (const person of ['eve', 'lee'] as const) {
      expect(await refused(await world.as(person), verb, await somebody())).toMatchObject({ code: 'user.notFound' })
      expect(await refused(await world.as(person), verb, absent)).toMatchObject({ code: 'user.notFound' })
    }
  })

  test('is denied to who may only see the person', async () => {
    const ctx = await narrowed(world, 'priya', ['users.read'])
    expect(await refused(ctx, verb, await somebody())).toMatchObject({
      code: 'authz.denied',
      params: { reason: 'notPermitted' },
    })
  })

  test('is denied on oneself', async () => {
    expect(await refused(await world.as('priya'), verb, world.people.priya.id)).toMatchObject({
      code: 'authz.denied',
      params: { reason: 'self' },
    })
  })

  test('is denied on equal and on higher authority', async () => {
    for (const [actor, target] of [
      ['priya', 'noor'],
      ['omar', 'sam'],
    ] as const) {
      expect(await refused(await world.as(actor), verb, world.people[target].id)).toMatchObject({
        code: 'authz.denied',
        params: { reason: 'higherAuthority' },
      })
    }
  })

  test('needs a fresh proof between super admins, and for everybody where it takes a credential away', async () => {
    const [sam, priya] = [await world.as('sam'), await world.as('priya')]
    const now = world.now
    world.now = secondsAfter(now, 16 * minute)
    try {
      expect(await refused(sam, verb, sue)).toMatchObject({ code: 'authz.proofNeeded' })
      if (verb.needsProof) {
        expect(await refused(priya, verb, await somebody())).toMatchObject({ code: 'authz.proofNeeded' })
      } else await verb.run(priya, await somebody())
    } finally {
      world.now = now
    }
  })

  test('is refused in a status that does not allow it', async () => {
    if (verb.wrong === undefined) return
    const [status, code] = verb.wrong
    const userId = await insertSomebody(world, world.realms.acme, status)
    expect(await refused(await world.as('priya'), verb, userId)).toMatchObject({ code })
  })

  test('is done by who may', async () => {
    const before = await everything()
    await verb.run(await world.as('priya'), await somebody())
    expect(await everything()).not.toBe(before)
  })
})
