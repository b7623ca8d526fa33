import type { Grant } from '../authz/grants.ts'
import type { Permission } from '../authz/permissions.ts'
import { mayBeInToken } from '../authz/policy.ts'
import type { Tier } from '../authz/target.ts'
import type { Tx } from '../db/database.ts'
import { Fault, type FieldFault } from '../kernel/fault.ts'
import type { RealmId } from '../kernel/ids.ts'
import { tokenRules } from '../tokens/public.ts'
import type { User } from './user.ts'

/** What the owner holds that a token may carry at all, or the part of it that was asked for. Faults: `token.permissionNotHeld`. */
export function carried(grants: readonly Grant[], asked: readonly Permission[] | undefined): readonly Permission[] {
  const held = new Set(grants.flatMap((grant) => [...grant.permissions.keys()]).filter(mayBeInToken))
  const permissions = [...new Set(asked ?? held)].sort()
  const missing = permissions.filter((permission) => !held.has(permission))
  if (missing.length > 0 || permissions.length === 0) {
    throw new Fault('token.permissionNotHeld', {
      fields: missing.map((name) => ({ path: `permissions.${name}`, code: 'notAllowedValue' })),
    })
  }
  return permissions
}

/**
 * A realm that is named must exist and be within reach; those that a partner admin reaches must allow tokens. Faults:
 * `request.invalid`, `token.realmForbids`.
 */
export async function refuseRealms(
  tx: Tx,
  owner: User,
  { grants, tier }: { readonly grants: readonly Grant[]; readonly tier: Tier },
  asked: readonly RealmId[] | undefined,
): Promise<void> {
  const reached = [...new Set(grants.flatMap(({ resources }) => [...resources.realms, ...resources.usersOfRealms]))]
  const rules = await tokenRules(tx, [...(asked ?? []), ...reached, owner.realmId])
  const fields = (asked ?? [])
    .filter((id) => !rules.has(id) || (tier < 2 && !reached.includes(id)))
    .map((id): FieldFault => ({ path: `realmIds.${id}`, code: 'notAllowedValue' }))
  if (fields.length > 0 || asked?.length === 0) throw new Fault('request.invalid', { fields })
  if (tier >= 2) return
  const where = asked ?? (reached.length > 0 ? reached : [owner.realmId])
  if (where.some((id) => rules.get(id)?.allowsPartnerTokens !== true)) throw new Fault('token.realmForbids')
}
