import type { Ctx } from '../authz/context.ts'

/** The deployment's own id: what clients ask for before they sign in. */
export function seeOrganization(ctx: Ctx): Promise<{ readonly id: string }> {
  return ctx.reader.selectFrom('org').select('id').executeTakeFirstOrThrow()
}
