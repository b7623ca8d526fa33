import type { Ctx } from '../authz/context.ts'
import { scopeFor } from '../authz/scope.ts'
import { listUserTypes as readUserTypes } from './queries.ts'
import type { UserType } from './user-type.ts'

/**
 * Every user type. They belong to the whole org: who holds the permission on anybody sees all of them.
 * Faults: `authz.denied`.
 */
export function listUserTypes(ctx: Ctx): Promise<readonly UserType[]> {
  scopeFor(ctx, 'portico.userTypes.read')
  return readUserTypes(ctx.reader)
}
