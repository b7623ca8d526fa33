import { type GroupId, newId } from '../../src/kernel/ids.ts'
import type { World } from './world.ts'

/** The id of a group of the template, by name. */
export async function groupNamed(world: World, name: string): Promise<GroupId> {
  const { rows } = await world.owner.query<{ id: GroupId }>('select id from groups where name = $1', [name])
  const [group] = rows
  if (group === undefined) throw new Error(`the template has no group ${name}`)
  return group.id
}

/** Gives a group a standard role on the whole org. */
export async function giveRole(world: World, groupId: GroupId, type: 'SUPER_ADMIN' | 'ORG_ADMIN'): Promise<void> {
  await world.owner.query(
    "insert into role_assignments (id, created_at, role_id, group_id, granted_by) select $1, $2, id, $3, 'test' from roles where type = $4",
    [newId('assignment', world.now), world.now, groupId, type],
  )
}
