import type { Locked } from '../authz/locked.ts'
import type { Permission } from '../authz/permissions.ts'
import type { Permit } from '../authz/permit.ts'
import type { UserTarget } from '../authz/target.ts'
import type { Tx } from '../db/database.ts'

/** The actions that may end what somebody holds. */
type EndsSessions =
  | Extract<
      Permission,
      | `users.lifecycle.${'suspend' | 'deactivate' | 'delete' | 'clearSessions'}`
      | `users.credentials.${'resetPassword' | 'expirePassword'}`
      | 'users.groupMembership.manage'
    >
  | 'signin.choosePassword'

export interface Ended {
  readonly endedSessions: number
  /** API tokens, and what apps hold: grants, codes, access and refresh tokens. */
  readonly revokedTokens: number
}

/**
 * Deletes the sessions and tokens of the permit's person and what apps hold through them. Their death does not hang on it:
 * the person's epoch has grown in the same transaction, and everything read with an older epoch is absent.
 */
export async function endSessions(tx: Tx, permit: Permit<EndsSessions, Locked<UserTarget>>): Promise<Ended> {
  const { id, realmId } = permit.target
  const deleteFrom = async (table: 'sessions' | 'api_tokens' | 'oauth_artifacts' | 'oauth_grants' | 'app_sessions') => {
    const { numDeletedRows } = await tx
      .deleteFrom(table)
      .where('realm_id', '=', realmId)
      .where('user_id', '=', id)
      .executeTakeFirst()
    return Number(numDeletedRows)
  }
  await deleteFrom('app_sessions')
  const endedSessions = await deleteFrom('sessions')
  const revokedTokens =
    (await deleteFrom('api_tokens')) + (await deleteFrom('oauth_artifacts')) + (await deleteFrom('oauth_grants'))
  return { endedSessions, revokedTokens }
}
