import type pg from 'pg'
import type { Conditions } from './grants.ts'
import { type Permission, permissions } from './permissions.ts'

/** The eight attributes that a partner admin reads and writes. */
export const partnerAttributes = [
  'login',
  'firstName',
  'middleName',
  'lastName',
  'email',
  'secondEmail',
  'mobilePhone',
  'primaryPhone',
] as const

interface StandardRole {
  readonly id: string
  readonly type: 'SUPER_ADMIN' | 'ORG_ADMIN' | 'PARTNER_ADMIN'
  readonly label: string
  readonly description: string
  readonly permissions: ReadonlyMap<Permission, Conditions | null>
}

const onPartnerAttributes: Conditions = { include: partnerAttributes }
const superOnly: readonly Permission[] = ['iam.manage']

/** The roles every deployment has. Their rows follow this table at every start; custom roles are left alone. */
export const standardRoles: readonly StandardRole[] = [
  {
    id: 'cr000000000000000001',
    type: 'SUPER_ADMIN',
    label: 'Super Administrator',
    description: 'Everything, everywhere.',
    permissions: new Map(permissions.map((name) => [name, null])),
  },
  {
    id: 'cr000000000000000002',
    type: 'ORG_ADMIN',
    label: 'Organization Administrator',
    description: 'Every realm and everyone in it. Does not decide who administers.',
    permissions: new Map(permissions.filter((name) => !superOnly.includes(name)).map((name) => [name, null])),
  },
  {
    id: 'cr000000000000000003',
    type: 'PARTNER_ADMIN',
    label: 'Partner admin',
    description:
      'Runs the people of a realm: adds them, helps them sign in, gives them the apps and groups chosen for the realm.',
    permissions: new Map<Permission, Conditions | null>([
      ['users.read', onPartnerAttributes],
      ['users.create', onPartnerAttributes],
      ['users.userprofile.manage', onPartnerAttributes],
      ['users.lifecycle.activate', null],
      ['users.lifecycle.deactivate', null],
      ['users.lifecycle.suspend', null],
      ['users.lifecycle.unsuspend', null],
      ['users.lifecycle.delete', null],
      ['users.lifecycle.unlock', null],
      ['users.lifecycle.clearSessions', null],
      ['users.credentials.resetPassword', null],
      ['users.credentials.expirePassword', null],
      ['users.credentials.resetFactors', null],
      ['users.groupMembership.manage', null],
      ['users.appAssignment.manage', null],
      ['groups.read', null],
      ['groups.members.manage', null],
      ['apps.read', null],
      ['apps.assignment.manage', null],
      ['realm.read', null],
      ['policies.read', null],
      ['portico.userTypes.read', null],
      ['portico.logs.read', null],
      ['portico.authenticators.enroll', null],
      ['portico.users.credentials.removePassword', null],
      ['portico.credentials.disclose', { kinds: ['temporaryPassword'] }],
    ]),
  },
]

/** Makes the rows of the standard roles equal to the table above. Runs in the migration, as the database's owner. */
export async function writeStandardRoles(client: pg.ClientBase, now: Date): Promise<void> {
  for (const role of standardRoles) {
    await client.query(
      `insert into roles (id, created_at, updated_at, type, label, label_key, description, is_standard) values ($1, $2, $2, $3, $4, lower($4), $5, true)
       on conflict (id) do update set label = excluded.label, label_key = excluded.label_key, description = excluded.description`,
      [role.id, now, role.type, role.label, role.description],
    )
    const names = [...role.permissions.keys()]
    await client.query('delete from role_permissions where role_id = $1 and permission <> all ($2::text[])', [
      role.id,
      names,
    ])
    await client.query(
      `insert into role_permissions (role_id, permission, conditions, created_at)
       select $1, p.name, p.conditions, $2 from jsonb_to_recordset($3::jsonb) as p (name text, conditions jsonb)
       on conflict (role_id, permission) do update set conditions = excluded.conditions where role_permissions.conditions is distinct from excluded.conditions`,
      [role.id, now, JSON.stringify(names.map((name) => ({ name, conditions: role.permissions.get(name) })))],
    )
  }
}
