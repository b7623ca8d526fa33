// Proves that a link is used once: three rules say so. To falsify, take all of them away: `.where('consumed_at', 'is', null)`
// and the credential version from `consumeSecret` in tokens/one-time-secret.ts, `.forNoKeyUpdate()` from
// users/queries/users.ts; then more than one of the five is in.
// Proves that a newer link and the use of an older one exclude each other. To falsify: leave out
// `.where('superseded_at', 'is', null)` of `consumeSecret`, and the older one is used after the newer was made.
import { expect, test } from 'vitest'
import { faults, race, until } from '../../test/support/race.ts'
import { insertSomebody } from '../../test/support/samples.ts'
import { useWorld } from '../../test/support/world.ts'
import type { Ctx } from '../authz/context.ts'
import type { UserId } from '../kernel/ids.ts'
import { Secret } from '../kernel/secret.ts'
import { openContext } from '../record/open-context.ts'
import { mintSecret } from '../tokens/public.ts'
import { takeLink } from './use-link.ts'

const world = useWorld()
const nobody = (): Ctx =>
  openContext(world.db, {
    actor: { kind: 'anonymous' },
    now: () => world.now,
    requestId: 'test',
    origin: { address: '192.0.2.1', userAgent: 'test' },
    log: () => undefined,
  })
const mint = (userId: UserId) =>
  world.db
    .transaction()
    .execute((tx) => mintSecret(tx, { userId, realmId: world.realms.acme, purpose: 'activation' }, world.now))
const take = (secret: Secret, password: string) =>
  takeLink(nobody(), world.parts, {
    purpose: 'activation',
    secret,
    typed: { password: new Secret(password), repeat: new Secret(password) },
    browser: { flow: undefined, session: undefined, devices: [] },
  })

test('of five who use one link at once, one is in', async () => {
  for (let round = 0; round < 5; round += 1) {
    const id = await insertSomebody(world, world.realms.acme, 'PROVISIONED')
    const { secret } = await mint(id)
    const results = await race([1, 2, 3, 4, 5].map((who) => () => take(secret, `password of number ${who}`)))
    expect(faults(results)).toEqual(Array(4).fill('link.expired'))
    const { rows } = await world.owner.query('select 1 from sessions where user_id = $1', [id])
    expect(rows).toHaveLength(1)
    const events = await world.events('user.account.update_password')
    expect(events.filter((event) => event.targets[0].id === id)).toHaveLength(1)
  }
})

test('who uses a link while a newer one is being made waits, and is told that it works no more', async () => {
  const id = await insertSomebody(world, world.realms.acme, 'PROVISIONED')
  const { secret } = await mint(id)
  const holder = await world.owner.connect()
  await holder.query('begin')
  await holder.query('select id from users where id = $1 for no key update', [id])
  const taking = take(secret, 'the older link')
  taking.catch(() => undefined) // looked at below; the refusal may come before
  await until(
    async () =>
      (
        await world.owner.query(
          "select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()",
        )
      ).rowCount === 1,
  )
  await holder.query('update one_time_secrets set superseded_at = $2 where user_id = $1', [id, world.now])
  await holder.query('commit')
  holder.release()
  await expect(taking).rejects.toMatchObject({ code: 'link.expired' })
})

test('a newer link that is made while an older one is used up leads nowhere', async () => {
  for (let round = 0; round < 10; round += 1) {
    const id = await insertSomebody(world, world.realms.acme, 'PROVISIONED')
    const { secret: older } = await mint(id)
    const [taken, minted] = await race<unknown>([() => take(older, 'the older link'), () => mint(id)])
    expect(minted?.status).toBe('fulfilled')
    const newer = minted?.status === 'fulfilled' ? (minted.value as { secret: Secret }).secret : new Secret('') // what mint gives
    const late = await take(newer, 'the newer link').then(
      () => 'in',
      () => 'dead',
    )
    expect([taken?.status, late]).toEqual(taken?.status === 'fulfilled' ? ['fulfilled', 'dead'] : ['rejected', 'in'])
  }
})
