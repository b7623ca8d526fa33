// Proves that the constraint decides who has a username. To falsify: let `takingLogin` in queries/login-clash.ts rethrow what
// the write met, and the first test meets a bug instead of a fault.
// Proves that a hold is looked for after the write. To falsify: call `refuseHeld` before `write`, and the second test gives
// a username of another realm away while its owner is being deleted.
// Proves `holdRealm`. To falsify: remove `.forKeyShare()` in realms/queries/realms.ts, and the last test meets a bug.
import { expect, test } from 'vitest'
import { faults, race, until } from '../../test/support/race.ts'
import { useWorld } from '../../test/support/world.ts'
import { groupDoor } from '../groups/public.ts'
import { newKeys, parseKeyring } from '../kernel/keyring.ts'
import { createHasher } from '../passwords/public.ts'
import { createUser } from './create-user.ts'
import type { NewUserInput } from './draft-user.ts'
import { deleteUser } from './delete-user.ts'
import { updateProfile } from './update-profile.ts'

const world = useWorld()
const keyring = parseKeyring(newKeys(new Date(0)))
const parts = { hasher: await createHasher(), keyring, groups: groupDoor }
const somebody = (login: string, realmId?: string): NewUserInput => ({
  profile: { login, firstName: 'Nia', lastName: 'Osei' },
  realmId,
  groupIds: [],
  activation: { kind: 'later', password: undefined },
})
const isWaiting = async () =>
  (
    await world.owner.query(
      "select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()",
    )
  ).rowCount === 1

test('of two people who are to have one username at once, one gets it, whoever asks by whatever way', async () => {
  for (let round = 0; round < 10; round += 1) {
    const login = `wanted${round}@acme.example`
    const other = await createUser(await world.as('noor'), somebody(`other${round}@acme.example`), parts)
    const [priya, noor, kim] = await Promise.all([world.as('priya'), world.as('noor'), world.as('kim')])
    const results = await race<unknown>([
      () => createUser(priya, somebody(login), parts),
      () => createUser(kim, somebody(login.toUpperCase(), world.realms.acme), parts),
      () => updateProfile(noor, { userId: other, mode: 'merge', profile: { login } }, parts),
    ])
    expect(faults(results)).toEqual(['user.loginTaken', 'user.loginTaken'])
  }
})

test('a username that another realm is deleting at this moment is not given away', async () => {
  await world.owner.query('delete from realm_domains')
  const login = 'leaving@open.example'
  const id = await createUser(await world.as('eve'), somebody(login), parts)
  await deleteUser(await world.as('eve'), { userId: id }, parts)
  const [eve, priya] = await Promise.all([world.as('eve'), world.as('priya')])
  const holder = await world.owner.connect()
  await holder.query('begin')
  await holder.query('lock table login_holds in share mode') // the deletion stops between the row and its hold
  const deletion = deleteUser(eve, { userId: id }, parts)
  await until(isWaiting)
  const refused = expect(createUser(priya, somebody(login), parts)).rejects.toMatchObject({
    code: 'user.loginUnavailable',
  })
  await until(
    async () =>
      (
        await world.owner.query(
          "select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()",
        )
      ).rowCount === 2,
  )
  await holder.query('commit')
  holder.release()
  await deletion
  await refused
})

test('nobody is created into a realm that is being deleted', async () => {
  const realm = await world.request('omar', 'POST', '/api/v1/realms', { profile: { name: 'Ending' } })
  const ctx = await world.as('omar')
  const holder = await world.owner.connect()
  await holder.query('begin')
  await holder.query('delete from realms where id = $1', [realm.body.id])
  const refused = expect(createUser(ctx, somebody('late@ending.example', realm.body.id), parts)).rejects.toMatchObject({
    code: 'realm.notFound',
  })
  await until(isWaiting)
  await holder.query('commit')
  holder.release()
  await refused
})
