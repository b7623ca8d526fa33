import type { Ctx } from '../authz/context.ts'
import { scopeFor } from '../authz/scope.ts'
import { Fault } from '../kernel/fault.ts'
import { isId } from '../kernel/ids.ts'
import { findUserType } from './queries.ts'
import type { UserType } from './user-type.ts'

/** One user type. Faults: `authz.denied`, `userType.notFound`. */
export async function seeUserType(ctx: Ctx, input: { readonly typeId: string }): Promise<UserType> {
  scopeFor(ctx, 'portico.userTypes.read')
  const type = isId('userType', input.typeId) ? await findUserType(ctx.reader, input.typeId) : undefined
  if (type === undefined) throw new Fault('userType.notFound', { params: { id: input.typeId } })
  return type
}
