import type { Permit } from '../authz/permit.ts'
import type { UserTarget } from '../authz/target.ts'
import type { Tx } from '../db/database.ts'

/** The actions that may end somebody's sessions. */
type EndsSessions =
  | 'users.lifecycle.suspend'
  | 'users.lifecycle.deactivate'
  | 'users.lifecycle.delete'
  | 'users.lifecycle.clearSessions'
  | 'users.credentials.resetPassword'
  | 'users.credentials.expirePassword'

export interface Ended {
  readonly endedSessions: number
  readonly revokedTokens: number
}

/**
 * Deletes the sessions of the permit's person, and what apps hold through them. Their death does not hang on it: the
 * person's epoch has grown in the same transaction, and everything read with an older epoch is absent.
 */
export async function endSessions(tx: Tx, permit: Permit<EndsSessions, UserTarget>): Promise<Ended> {
  const { id, realmId } = permit.target
  const sessions = await tx
    .deleteFrom('sessions')
    .where('realm_id', '=', realmId)
    .where('user_id', '=', id)
    .executeTakeFirst()
  const artifacts = await tx
    .deleteFrom('oauth_artifacts')
    .where('realm_id', '=', realmId)
    .where('user_id', '=', id)
    .executeTakeFirst()
  await tx.deleteFrom('oauth_grants').where('realm_id', '=', realmId).where('user_id', '=', id).execute()
  return { endedSessions: Number(sessions.numDeletedRows), revokedTokens: Number(artifacts.numDeletedRows) }
}
