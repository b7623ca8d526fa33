import type { Ctx } from '../../src/authz/context.ts'
import type { Permission } from '../../src/authz/permissions.ts'
import { newId } from '../../src/kernel/ids.ts'
import { openContext } from '../../src/record/open-context.ts'
import type { PersonKey, World } from './world.ts'

/** A context of this person that carries only some of what they may do, as a token of theirs would. */
export async function narrowed(world: World, person: PersonKey, permissions: readonly Permission[]): Promise<Ctx> {
  const ctx = await world.as(person)
  if (ctx.actor.kind !== 'user') throw new Error(`${person} is nobody`)
  const via = {
    kind: 'token' as const,
    tokenId: newId('apiToken', world.now),
    permissions: new Set(permissions),
    realmIds: null,
  }
  return openContext(world.db, { ...ctx, actor: { ...ctx.actor, via } })
}
