// The only place that decides whether a super admin may go. Whoever takes the authority or the use of it from one asks here,
// in the transaction that does so, and holds the role's row: two at once cannot each count on the other.
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import { Fault } from '../kernel/fault.ts'
import type { Locked } from './locked.ts'
import type { UserTarget } from './target.ts'

/** Refuses to lose the last active super admin. Faults: `user.lastSuperAdmin`. */
export async function keepSuperAdmin(tx: Tx, leaving: Locked<UserTarget>, at: Date): Promise<void> {
  if (leaving.tier < 3) return
  await tx.selectFrom('roles').select('id').where('type', '=', 'SUPER_ADMIN').forNoKeyUpdate().execute()
  // A statement of its own, after the lock: it sees what whoever held the row before has committed.
  const { rows } = await sql`
    select 1 from users u
     where u.id <> ${leaving.id} and u.status = 'ACTIVE' and portico_in_force(u.starts_at, u.expires_at, ${at})
       and u.id in (
         select a.user_id from role_assignments a join roles r on r.id = a.role_id where r.type = 'SUPER_ADMIN' and a.user_id is not null
         union
         select m.user_id from role_assignments a join roles r on r.id = a.role_id join group_members m on m.group_id = a.group_id
          where r.type = 'SUPER_ADMIN')
       and exists (
         select 1 from portico_assignments_of(array[u.id::text], ${at}) held
          where held.role_type = 'SUPER_ADMIN' and held.via <> 'app')
     limit 1`.execute(tx)
  if (rows.length === 0) throw new Fault('user.lastSuperAdmin')
}
