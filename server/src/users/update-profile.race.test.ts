// Proves that the version is compared under the row's lock. To falsify: remove `.forNoKeyUpdate()` from `lockUser` in
// queries/users.ts, and both edits are done.
import { expect, test } from 'vitest'
import { faults, race } from '../../test/support/race.ts'
import { useWorld } from '../../test/support/world.ts'
import { newKeys, parseKeyring } from '../kernel/keyring.ts'
import { etagOf } from './etag.ts'
import { seeUser } from './see-user.ts'
import { updateProfile } from './update-profile.ts'

const world = useWorld()
const parts = { keyring: parseKeyring(newKeys(new Date(0))) }

test('of two edits of one version at once, one is done', async () => {
  const userId = world.people.lee.id
  for (let round = 0; round < 10; round += 1) {
    const [priya, noor] = await Promise.all([world.as('priya'), world.as('noor')])
    const ifMatch = etagOf(await seeUser(priya, { userId }))
    const results = await race([
      () => updateProfile(priya, { userId, mode: 'merge', profile: { firstName: `Lee${round}` }, ifMatch }, parts),
      () => updateProfile(noor, { userId, mode: 'merge', profile: { lastName: `Park${round}` }, ifMatch }, parts),
    ])
    expect(faults(results)).toEqual(['user.stale'])
  }
  expect(await world.events('user.account.update_profile')).toHaveLength(10)
})

test('two edits of different attributes at once are both there', async () => {
  const userId = world.people.lee.id
  const [priya, noor] = await Promise.all([world.as('priya'), world.as('noor')])
  await race([
    () => updateProfile(priya, { userId, mode: 'merge', profile: { middleName: 'Ann' } }, parts),
    () => updateProfile(noor, { userId, mode: 'merge', profile: { primaryPhone: '+15550001111' } }, parts),
  ])
  const { rows } = await world.owner.query('select profile from users where id = $1', [userId])
  expect(rows[0].profile).toMatchObject({ middleName: 'Ann', primaryPhone: '+15550001111' })
})
