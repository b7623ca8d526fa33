import { expect, test } from 'vitest'
import { insertSomebody } from '../../../test/support/samples.ts'
import { useWorld } from '../../../test/support/world.ts'
import { newId, type UserId } from '../../kernel/ids.ts'
import { hashSecret, newSecret } from '../../kernel/secret.ts'

const world = useWorld()

/** A living activation link of this person, straight into the table. */
async function linkOf(userId: UserId): Promise<string> {
  const secret = newSecret()
  await world.owner.query(
    `insert into one_time_secrets (id, realm_id, user_id, purpose, secret_hash, credential_version, created_at, expires_at)
     select $1, realm_id, id, 'activation', $2, credential_version, $3, $3::timestamptz + interval '1 day' from users where id = $4`,
    [newId('oneTimeSecret', world.now), hashSecret(secret), world.now, userId],
  )
  return `/welcome/${secret.reveal()}`
}
const open = async (link: string) =>
  (await world.request('nobody', 'GET', link, undefined, { accept: 'text/html' })).status

test('a link that nobody ended opens nothing once its person may not have it', async () => {
  const userId = await insertSomebody(world, world.realms.acme, 'PROVISIONED')
  const link = await linkOf(userId)
  const set = (columns: string) => world.owner.query(`update users set ${columns} where id = $1`, [userId])
  expect(await open(link)).toBe(200)
  await set("expires_at = '2020-01-01'")
  expect(await open(link)).toBe(410)
  await set("expires_at = null, status = 'ACTIVE'")
  expect(await open(link)).toBe(410)
  await set("status = 'DEPROVISIONED'")
  expect(await open(link)).toBe(410)
  await set("status = 'PROVISIONED'")
  expect(await open(link)).toBe(200)
})
