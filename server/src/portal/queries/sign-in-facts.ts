import { sql } from 'kysely'
import type { Reader } from '../../db/database.ts'
import type { RealmId, UserId } from '../../kernel/ids.ts'
import { blockedUntil } from '../../passwords/public.ts'
import type { User } from '../../users/public.ts'
import type { SignInFacts } from '../sign-in-state.ts'

/** What links of the person's status are for. Others let nobody in who cannot come in otherwise. */
const purposes = { PROVISIONED: 'activation', RECOVERY: 'recovery' } as const

/** Reads what `signInState` asks about somebody whom the reader may read: two statements. */
export async function findSignInFacts(db: Reader, user: User, at: Date): Promise<SignInFacts> {
  const { status, statusChangedAt } = user
  const purpose = status === 'PROVISIONED' || status === 'RECOVERY' ? purposes[status] : ''
  const lockedUntil = (await blockedUntil(db, user.id, at)) ?? null
  return { status, statusChangedAt, lockedUntil, ...(await findAccess(db, user, purpose)) }
}

function findAccess(
  db: Reader,
  { id, realmId }: { readonly id: UserId; readonly realmId: RealmId },
  purpose: string,
): Promise<Pick<SignInFacts, 'startsAt' | 'expiresAt' | 'temporaryUntil' | 'queuedMail' | 'link'>> {
  return db
    .selectFrom('users')
    .leftJoin('passwords', (join) =>
      join.onRef('passwords.realm_id', '=', 'users.realm_id').onRef('passwords.user_id', '=', 'users.id'),
    )
    .leftJoinLateral(
      (lateral) =>
        lateral
          .selectFrom('outbox')
          .select(['outbox.created_at as at', sql<boolean>`outbox.last_error is not null`.as('hasFailed')])
          .whereRef('outbox.subject_user_id', '=', 'users.id')
          .where('outbox.secret_purpose', '=', purpose)
          .orderBy('outbox.id', 'desc')
          .limit(1)
          .as('mail'),
      (join) => join.onTrue(),
    )
    .leftJoinLateral(
      (lateral) =>
        lateral
          .selectFrom('one_time_secrets as s')
          .select(['s.created_at as sentAt', 's.expires_at as expiresAt'])
          .whereRef('s.realm_id', '=', 'users.realm_id')
          .whereRef('s.user_id', '=', 'users.id')
          .whereRef('s.credential_version', '=', 'users.credential_version')
          .where('s.purpose', '=', purpose)
          .where('s.consumed_at', 'is', null)
          .where('s.superseded_at', 'is', null)
          .orderBy('s.id', 'desc')
          .limit(1)
          .as('link'),
      (join) => join.onTrue(),
    )
    .select([
      'users.starts_at as startsAt',
      'users.expires_at as expiresAt',
      'passwords.temporary_until as temporaryUntil',
      'mail.at',
      'mail.hasFailed',
      'link.sentAt',
      'link.expiresAt as linkExpiresAt',
    ])
    .where('users.realm_id', '=', realmId)
    .where('users.id', '=', id)
    .executeTakeFirstOrThrow()
    .then(({ at, hasFailed, sentAt, linkExpiresAt, ...facts }) => ({
      ...facts,
      queuedMail: at === null ? null : { at, hasFailed: hasFailed === true },
      link: sentAt === null || linkExpiresAt === null ? null : { sentAt, expiresAt: linkExpiresAt },
    }))
}
