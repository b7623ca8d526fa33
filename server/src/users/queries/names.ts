import type { Scope } from '../../authz/scope.ts'
import { within } from '../../authz/within.ts'
import type { Reader } from '../../db/database.ts'
import type { UserId } from '../../kernel/ids.ts'

/** Who has this folded login, if the scope reaches them. */
export async function findIdByLogin(db: Reader, scope: Scope, loginKey: string): Promise<UserId | undefined> {
  const row = await db
    .selectFrom('users')
    .select('users.id')
    .where(within(scope))
    .where('users.login_key', '=', loginKey)
    .executeTakeFirst()
  return row?.id
}

/** Up to two people in the scope whose login begins with this name before the @. */
export async function findIdsByShortName(db: Reader, scope: Scope, shortKey: string): Promise<readonly UserId[]> {
  const rows = await db
    .selectFrom('users')
    .select('users.id')
    .where(within(scope))
    .where('users.short_key', '=', shortKey)
    .limit(2)
    .execute()
  return rows.map((row) => row.id)
}
