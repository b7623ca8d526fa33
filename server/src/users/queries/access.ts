import { sql } from 'kysely'
import { authorityChanged } from '../../authz/authority-changed.ts'
import type { Locked } from '../../authz/locked.ts'
import type { Permit } from '../../authz/permit.ts'
import type { Reader, Tx } from '../../db/database.ts'
import type { AppId } from '../../kernel/ids.ts'
import type { User } from '../user.ts'

/** What somebody has access to, by id and name, and until when. Nothing in it opens anything. */
export interface Access {
  readonly groups: readonly Held[]
  readonly apps: readonly Held[]
  /** A role with the resource set on which it held, or on the whole org. */
  readonly roles: ReadonlyArray<Held & { readonly resourceSet: Named | null }>
}
interface Named {
  readonly id: string
  readonly name: string
}
interface Held extends Named {
  readonly expiresAt: string | null
}

/** Reads what a person has been given directly, by name. */
export async function readAccess(db: Reader, user: Pick<User, 'id' | 'realmId'>): Promise<Access> {
  const groups = db
    .selectFrom('group_members as m')
    .innerJoin('groups as g', 'g.id', 'm.group_id')
    .select(held(sql.ref('g.id'), sql.ref('g.name'), sql.ref('m.expires_at')).as('held'))
    .where('m.realm_id', '=', user.realmId)
    .where('m.user_id', '=', user.id)
    .orderBy('g.id')
  const apps = db
    .selectFrom('app_users as u')
    .innerJoin('apps as a', 'a.id', 'u.app_id')
    .select(held(sql.ref('a.id'), sql.ref('a.label'), sql.ref('u.expires_at')).as('held'))
    .where('u.realm_id', '=', user.realmId)
    .where('u.user_id', '=', user.id)
    .orderBy('a.id')
  const roles = db
    .selectFrom('role_assignments as a')
    .innerJoin('roles as r', 'r.id', 'a.role_id')
    .leftJoin('bindings as b', 'b.id', 'a.binding_id')
    .leftJoin('resource_sets as s', 's.id', 'b.resource_set_id')
    .select([
      held(sql.ref('r.id'), sql.ref('r.label'), sql.ref('a.expires_at')).as('held'),
      sql<Named | null>`case when s.id is not null then json_build_object('id', s.id, 'name', s.label) end`.as(
        'resourceSet',
      ),
    ])
    .where('a.user_id', '=', user.id)
    .orderBy('a.id')
  return {
    groups: (await groups.execute()).map((row) => row.held),
    apps: (await apps.execute()).map((row) => row.held),
    roles: (await roles.execute()).map((row) => ({ ...row.held, resourceSet: row.resourceSet })),
  }
}

function held(id: ReturnType<typeof sql.ref>, name: ReturnType<typeof sql.ref>, expiresAt: ReturnType<typeof sql.ref>) {
  return sql<Held>`json_build_object('id', ${id}, 'name', ${name}, 'expiresAt', ${expiresAt})`
}

type Deactivation = Permit<'users.lifecycle.deactivate', Locked<User>>

/** Takes every app that was given to the person directly. Returns which. What groups give is inert with its holder. */
export async function removeApps(tx: Tx, { target }: Deactivation): Promise<readonly AppId[]> {
  const rows = await tx
    .deleteFrom('app_users')
    .where('realm_id', '=', target.realmId)
    .where('user_id', '=', target.id)
    .returning('app_id')
    .execute()
  return rows.map((row) => row.app_id).sort()
}

/** Takes every admin role that was assigned to the person directly. Returns the labels. */
export async function removeRoles(tx: Tx, { target }: Deactivation): Promise<readonly string[]> {
  const rows = await tx.deleteFrom('role_assignments').where('user_id', '=', target.id).returning('role_id').execute()
  if (rows.length === 0) return []
  await authorityChanged(tx, [target.id])
  const ids = rows.map((row) => row.role_id)
  const labels = await tx.selectFrom('roles').select('label').where('id', 'in', ids).orderBy('id').execute()
  return labels.map((row) => row.label)
}
