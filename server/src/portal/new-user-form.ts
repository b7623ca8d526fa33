import type { Ctx } from '../authz/context.ts'
import { authorize } from '../authz/permit.ts'
import { newId } from '../kernel/ids.ts'
import { type Realm, seeRealm } from '../realms/public.ts'
import { type CustomAttribute, listAttributes, listUserTypes, type UserType } from '../schemas/public.ts'

export interface NewUserChoices {
  readonly realm: Realm
  readonly types: ReadonlyArray<{ readonly type: UserType; readonly attributes: readonly CustomAttribute[] }>
}

/**
 * What the form for somebody new has to know: the domains, and of each type the attributes of its own that the reader may
 * give, and those that it demands of everybody. Faults: `realm.notFound`, `authz.denied`.
 */
export async function newUserForm(ctx: Ctx, input: { readonly realmId: string }): Promise<NewUserChoices> {
  const realm = await seeRealm(ctx, input)
  const somebody = { type: 'newUser', id: newId('user', ctx.now()), realmId: realm.id } as const
  const { attributes: covered } = authorize(ctx, 'users.create', somebody)
  const types = await listUserTypes(ctx.reader)
  const attributes = await Promise.all(types.map(({ id }) => listAttributes(ctx.reader, id)))
  return {
    realm,
    types: types.map((type, index) => ({
      type,
      attributes: (attributes[index] ?? []).filter(({ name, isRequired }) => isRequired || covered(name)),
    })),
  }
}
