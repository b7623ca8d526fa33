import type { Locked } from '../authz/locked.ts'
import type { Permission } from '../authz/permissions.ts'
import type { Permit } from '../authz/permit.ts'
import type { UserTarget } from '../authz/target.ts'
import type { Reader, Tx } from '../db/database.ts'
import type { ApiTokenId, RealmId, UserId } from '../kernel/ids.ts'
import { hashSecret, type Secret } from '../kernel/secret.ts'

type ManagesTokens = Permit<'users.apitokens.manage', Locked<UserTarget & { readonly epoch: number }>>

export interface NewToken {
  readonly id: ApiTokenId
  readonly name: string
  readonly secret: Secret
  readonly permissions: readonly Permission[]
  readonly realmIds: readonly RealmId[] | null
  readonly expiresAt: Date
  readonly grantedBy: string
}

/** Stores a token of the permit's person, by its hash. It dies with their present epoch. */
export async function insertToken(tx: Tx, permit: ManagesTokens, token: NewToken, at: Date): Promise<void> {
  await tx
    .insertInto('api_tokens')
    .values({
      id: token.id,
      realm_id: permit.target.realmId,
      user_id: permit.target.id,
      name: token.name,
      secret_hash: hashSecret(token.secret),
      user_epoch: permit.target.epoch,
      permissions: [...token.permissions],
      realm_ids: token.realmIds === null ? null : [...token.realmIds],
      created_at: at,
      last_used_at: at,
      expires_at: token.expiresAt,
      granted_by: token.grantedBy,
    })
    .execute()
}

/** Deletes one token of the permit's person. Returns its name; undefined when they have no such token. */
export async function deleteToken(tx: Tx, permit: ManagesTokens, id: ApiTokenId): Promise<string | undefined> {
  const row = await tx
    .deleteFrom('api_tokens')
    .where('realm_id', '=', permit.target.realmId)
    .where('user_id', '=', permit.target.id)
    .where('id', '=', id)
    .returning('name')
    .executeTakeFirst()
  return row?.name
}

/** Whose token this is. */
export async function findTokenOwner(db: Reader, id: ApiTokenId): Promise<UserId | undefined> {
  const row = await db.selectFrom('api_tokens').select('user_id').where('id', '=', id).executeTakeFirst()
  return row?.user_id
}

/** Which of these realms exist, and whether their partner admins may have tokens. */
export async function tokenRules(
  db: Reader,
  realmIds: readonly RealmId[],
): Promise<ReadonlyMap<RealmId, { readonly allowsPartnerTokens: boolean }>> {
  if (realmIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('realms')
    .select(['id', 'allows_partner_tokens as allowsPartnerTokens'])
    .where('id', 'in', [...realmIds])
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}
