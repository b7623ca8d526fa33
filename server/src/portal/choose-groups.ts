import type { Ctx } from '../authz/context.ts'
import { groupChoices } from '../groups/public.ts'
import { seeRealm } from '../realms/public.ts'

/** Groups that the reader may give to people of a realm, by name; up to twenty. Faults: `realm.notFound`, `authz.denied`. */
export async function chooseGroups(ctx: Ctx, input: { readonly realmId: string; readonly text: string }) {
  const realm = await seeRealm(ctx, input)
  return groupChoices(ctx, { realmId: realm.id, text: input.text })
}
