import { newId } from '../../src/kernel/ids.ts'
import type { PersonKey, World } from './world.ts'

/**
 * Takes some attributes from what this partner admin may read, or write: they hold a copy of the role in which the
 * permission covers every other one. For who runs one realm, once.
 */
export async function hideAttributes(
  world: World,
  person: PersonKey,
  from: 'users.read' | 'users.userprofile.manage',
  hidden: readonly string[],
): Promise<void> {
  const [role, binding] = [newId('role', world.now), newId('binding', world.now)]
  const { id } = world.people[person]
  const run = (statement: string, values: readonly unknown[]) => world.owner.query(statement, [...values])
  await run(
    "insert into roles (id, created_at, updated_at, type, label, label_key) values ($1::text, $2, $2, 'CUSTOM', $1::text, $1::text)",
    [role, world.now],
  )
  await run(
    `insert into role_permissions (role_id, permission, conditions, created_at)
     select $1, p.permission, case when p.permission = $4 then $3::jsonb else p.conditions end, $2
       from role_permissions p join roles r on r.id = p.role_id where r.type = 'PARTNER_ADMIN'`,
    [role, world.now, JSON.stringify({ exclude: hidden }), from],
  )
  await run(
    `insert into bindings (id, created_at, role_id, resource_set_id, granted_by)
     select $1, $2, $3, b.resource_set_id, 'test' from role_assignments a join bindings b on b.id = a.binding_id where a.user_id = $4 limit 1`,
    [binding, world.now, role, id],
  )
  await run('update role_assignments set role_id = $1, binding_id = $2 where user_id = $3', [role, binding, id])
}
