import type { World } from './world.ts'

export interface QueuedMail {
  readonly template: string
  readonly recipients: readonly string[]
  readonly params: Readonly<Record<string, string>>
  readonly purpose: string | null
  readonly locale: string
}

/** What waits in the outbox for somebody, oldest first. */
export async function queuedMails(world: World, userId: string): Promise<readonly QueuedMail[]> {
  const { rows } = await world.owner.query<QueuedMail>(
    'select template, recipients, params, secret_purpose as purpose, locale from outbox where subject_user_id = $1 order by created_at, template',
    [userId],
  )
  return rows
}

/** An address that the person had until `replacedAt`. */
export async function insertReplacedAddress(
  world: World,
  userId: string,
  address: string,
  replacedAt: Date,
): Promise<void> {
  await world.owner.query(
    `insert into user_addresses (realm_id, user_id, kind, address, address_key, set_by, set_at, replaced_at)
     select realm_id, id, 'PRIMARY', $2::text, $2::text, 'test', $3::timestamptz - interval '1 day', $3 from users where id = $1`,
    [userId, address, replacedAt],
  )
}
