import type { Permit, SelfTarget } from '../authz/permit.ts'
import type { Reader, Tx } from '../db/database.ts'
import type { SessionId } from '../kernel/ids.ts'

/** Notes that the person behind the session has just proved who they are: sensitive actions are open for 15 minutes. */
export async function markProved(
  tx: Tx,
  { target }: Permit<'self.prove', SelfTarget>,
  sessionId: SessionId,
  at: Date,
): Promise<void> {
  await tx
    .updateTable('sessions')
    .set({ proved_at: at })
    .where('id', '=', sessionId)
    .where('realm_id', '=', target.realmId)
    .where('user_id', '=', target.id)
    .execute()
}

/** The device on which a session was started. */
export async function findSessionDevice(db: Reader, sessionId: SessionId): Promise<string | undefined> {
  const row = await db.selectFrom('sessions').select('device_id').where('id', '=', sessionId).executeTakeFirst()
  return row?.device_id ?? undefined
}
