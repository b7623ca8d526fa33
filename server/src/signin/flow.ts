// Where a browser stands in signing in: a row that only its flow cookie opens. Each step names the version it was made for,
// so of two that come at once, or from two tabs, one is a step. The secret changes whenever something was proved: who
// planted a flow in somebody's browser holds the secret of one in which nothing is proved.
import { sql } from 'kysely'
import type { Reader, Tx } from '../db/database.ts'
import { minute, secondsAfter } from '../kernel/clock.ts'
import { hashSecret, newSecret, type Secret } from '../kernel/secret.ts'
import type { FlowState } from './machine.ts'

/** How long a sign-in may take from its last step, in seconds. */
export const flowSeconds = 30 * minute

export interface Flow {
  readonly secret: Secret
  readonly state: FlowState
  readonly version: number
}

/** The flow of this cookie, if it is there and not too old. */
export async function findFlow(db: Reader, secret: Secret | undefined, at: Date): Promise<Flow | undefined> {
  if (secret === undefined) return undefined
  const row = await db
    .selectFrom('signin_flows')
    .select([sql<FlowState>`state`.as('state'), 'version'])
    .where('id_hash', '=', hashSecret(secret))
    .where('expires_at', '>', at)
    .executeTakeFirst()
  return row === undefined ? undefined : { ...row, secret }
}

/** Begins a flow under a new secret. */
export async function beginFlow(tx: Tx, state: FlowState, at: Date): Promise<Flow> {
  const secret = newSecret()
  await tx
    .insertInto('signin_flows')
    .values({
      id_hash: hashSecret(secret),
      created_at: at,
      expires_at: secondsAfter(at, flowSeconds),
      state: JSON.stringify(state),
    })
    .execute()
  return { secret, state, version: 1 }
}

/** Ends a flow. False when another step was faster: then nothing may come of this one. */
export async function endFlow(tx: Tx, flow: Flow): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('signin_flows')
    .where('id_hash', '=', hashSecret(flow.secret))
    .where('version', '=', flow.version)
    .executeTakeFirst()
  return numDeletedRows === 1n
}
