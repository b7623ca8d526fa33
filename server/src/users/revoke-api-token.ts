import type { Ctx } from '../authz/context.ts'
import { authorize } from '../authz/permit.ts'
import { userScope } from '../authz/scope.ts'
import { Fault } from '../kernel/fault.ts'
import type { ApiTokenId } from '../kernel/ids.ts'
import { change, changed } from '../record/change.ts'
import { deleteToken, findTokenOwner } from '../tokens/public.ts'
import { apiTokenRevoked, asTarget, tokenAsTarget } from './events.ts'
import { notify } from './notices.ts'
import { lockUser } from './queries/users.ts'

/** Ends an API token at once, and tells its owner. Faults: `token.notFound`, `authz.denied`, `authz.proofNeeded`. */
export function revokeApiToken(ctx: Ctx, { tokenId }: { readonly tokenId: ApiTokenId }): Promise<void> {
  return change(ctx, async (tx) => {
    const ownerId = await findTokenOwner(tx, tokenId)
    const owner = ownerId && (await lockUser(tx, userScope(ctx, 'users.read'), ownerId).catch(asAbsent))
    if (owner === undefined) throw new Fault('token.notFound', { params: { id: tokenId } })
    const permit = authorize(ctx, 'users.apitokens.manage', owner)
    const name = await deleteToken(tx, permit, tokenId)
    if (name === undefined) throw new Fault('token.notFound', { params: { id: tokenId } })
    await notify(tx, ctx, owner, { template: 'tokenRevoked', params: { token: name } })
    return changed(undefined, apiTokenRevoked([tokenAsTarget({ id: tokenId, name }, owner), asTarget(owner)]))
  })
}

/** A token of somebody out of reach is a token that nobody has. */
function asAbsent(error: unknown): undefined {
  if (error instanceof Fault && error.code === 'user.notFound') return undefined
  throw error
}
