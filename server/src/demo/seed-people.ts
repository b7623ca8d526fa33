import { authorize } from '../authz/permit.ts'
import type { Ctx } from '../authz/context.ts'
import type { Tx } from '../db/database.ts'
import { day, hour, secondsAfter } from '../kernel/clock.ts'
import { type GroupId, newId, type RealmId, type UserId, type UserTypeId } from '../kernel/ids.ts'
import { putPassword } from '../passwords/public.ts'
import { insertUser } from '../users/public.ts'
import { cast, type DemoPerson, filler } from './people.ts'

export interface World {
  readonly realms: ReadonlyMap<string, RealmId>
  readonly groups: ReadonlyMap<string, GroupId>
  readonly defaultType: UserTypeId
  readonly passwordHash: string
  /** People have been there for a while and are in groups; without it everybody is new, for tests. */
  readonly hasHistory: boolean
}

/** What one person of the demo is made with. */
interface Somebody {
  readonly person: Pick<DemoPerson, 'login' | 'firstName' | 'lastName' | 'realm'>
  readonly status: 'ACTIVE' | 'STAGED' | 'PROVISIONED'
  /** Spreads the dates, so that lists have something to sort. */
  readonly index: number
}

/** Fills a realm up to `total` people, in several statuses. */
export async function seedFillers(
  ctx: Ctx,
  tx: Tx,
  world: World,
  realm: 'Acme' | 'Globex',
  total: number,
): Promise<void> {
  const already = cast.filter((person) => person.realm === realm).length
  const domain = `${realm.toLowerCase()}.example`
  for (let index = 0; index < total - already; index += 1) {
    const status = index % 25 === 7 ? 'STAGED' : index % 11 === 5 ? 'PROVISIONED' : 'ACTIVE'
    const id = await seedUser(ctx, tx, world, { person: { ...filler(index, domain), realm }, status, index })
    if (world.hasHistory) await joinGroups(tx, world, realm, id, { index, at: ctx.now() })
  }
}

const usual: Readonly<Record<'Acme' | 'Globex', ReadonlyArray<readonly [string, number]>>> = {
  Acme: [
    ['Sales tools', 2],
    ['Support tools', 3],
    ['Warehouse', 7],
  ],
  Globex: [
    ['Sales tools', 2],
    ['Reports', 5],
  ],
}

async function joinGroups(
  tx: Tx,
  world: World,
  realm: 'Acme' | 'Globex',
  user_id: UserId,
  { index, at }: { readonly index: number; readonly at: Date },
): Promise<void> {
  const realm_id = world.realms.get(realm)
  const groups = usual[realm].flatMap(([name, every]) => (index % every === 0 ? (world.groups.get(name) ?? []) : []))
  if (realm_id === undefined || groups.length === 0) return
  await tx
    .insertInto('group_members')
    .values(groups.map((group_id) => ({ realm_id, group_id, user_id, created_at: at, granted_by: 'system:seed' })))
    .execute()
}

/** Inserts one person; who is ACTIVE has the demo's password and a confirmed address. */
export async function seedUser(ctx: Ctx, tx: Tx, world: World, { person, status, index }: Somebody): Promise<UserId> {
  const now = ctx.now()
  const at = world.hasHistory ? secondsAfter(now, -day * (3 + ((index * 37) % 700))) : now
  const realmId = world.realms.get(person.realm)
  if (realmId === undefined) throw new Error(`no realm ${person.realm}`)
  const permit = authorize(ctx, 'users.create', { type: 'newUser', id: newId('user', at), realmId })
  const { login, firstName, lastName } = person
  const activatedAt = status === 'STAGED' ? null : at
  const profile = { login, firstName, lastName, email: login }
  await insertUser(
    tx,
    permit,
    { typeId: world.defaultType, status, profile, activatedAt, statusChangedAt: activatedAt, grantedBy: 'system:seed' },
    at,
  )
  if (status !== 'ACTIVE') return permit.target.id
  const { id } = permit.target
  await putPassword(
    tx,
    permit,
    { hash: world.passwordHash, mustChange: false, temporaryUntil: null, setBy: id, ownerConfirmedAt: at },
    at,
  )
  await tx.updateTable('user_addresses').set({ owner_confirmed_at: at }).where('user_id', '=', id).execute()
  await tx
    .updateTable('users')
    .set({ last_login_at: secondsAfter(now, -hour * (1 + ((index * 13) % 60))) })
    .where('id', '=', id)
    .execute()
  return id
}
