// The counters that make guessing useless. An attempt is charged in a commit of its own before anything is verified, so
// that fifty at once cost fifty; who is right gets their charge back when the success is settled.
import { sql } from 'kysely'
import type { Ctx } from '../authz/context.ts'
import type { Reader, Tx } from '../db/database.ts'
import { day, hour, minute, secondsAfter } from '../kernel/clock.ts'
import { Fault } from '../kernel/fault.ts'
import type { Keyring } from '../kernel/keyring.ts'
import { networkOf } from '../kernel/network.ts'
import { bookkeep } from '../record/bookkeep.ts'

interface Limit {
  /** How many are allowed, before the next ones are refused for `blockSeconds`. */
  readonly attempts: number
  /** Older ones are forgotten. */
  readonly windowSeconds: number
  readonly blockSeconds: number
}
/** What is counted: guesses at a password, and requests for a link by mail. Each by account and by network. */
const limits = {
  password: {
    account: { attempts: 10, windowSeconds: day, blockSeconds: 15 * minute },
    network: { attempts: 100, windowSeconds: 15 * minute, blockSeconds: 15 * minute },
  },
  link: {
    account: { attempts: 3, windowSeconds: hour, blockSeconds: hour },
    network: { attempts: 30, windowSeconds: 15 * minute, blockSeconds: 15 * minute },
  },
} as const satisfies Readonly<Record<string, { readonly account: Limit; readonly network: Limit }>>
type Kind = keyof typeof limits

/** The device of everybody who shows none that the account knows: strangers share one counter. */
export const unknownDevice = 'unknown'

export interface Attempt {
  readonly kind: Kind
  /** A user id, or the keyed hash of a name that is nobody's: both are counted alike. */
  readonly account: string
  /** A device that the account knows has a counter of its own: no stranger can use it up. */
  readonly deviceId?: string | undefined
}
export interface Charge {
  /** Otherwise nothing may be verified or sent, and the answer is the same. */
  readonly isAllowed: boolean
  /** Until when the next ones are refused: set from the last allowed attempt on. */
  readonly blockedUntil: Date | null
}

/** What a login that nobody has is counted under. It cannot be read back. */
export function unknownAccount(keyring: Keyring, loginKey: string): string {
  return keyring.keyedHashes('guess', loginKey)[0].toString('base64url')
}

/** Counts an attempt and commits it. Faults: `signin.limited` when the network it came from has had too many. */
export async function chargeGuess(ctx: Ctx, attempt: Attempt): Promise<Charge> {
  const at = ctx.now()
  const { account, network } = limits[attempt.kind]
  const [byNetwork, byAccount] = await bookkeep(ctx, async (tx) => {
    // The network first, always: two attempts that share both rows then wait and do not deadlock.
    const first = await count(tx, { subject: networkKey(ctx), device: unknownDevice, ...attempt }, network, at)
    // A network that had too many costs nobody's account anything.
    if (first.failures > network.attempts) return [first, undefined] as const
    const device = attempt.deviceId ?? unknownDevice
    return [first, await count(tx, { subject: attempt.account, device, ...attempt }, account, at)] as const
  })
  if (byAccount === undefined)
    throw new Fault('signin.limited', { retryAfterSeconds: secondsUntil(byNetwork.blockedUntil, at) })
  return { isAllowed: byAccount.failures <= account.attempts, blockedUntil: byAccount.blockedUntil }
}

/** Gives an attempt back that was charged and never verified: the server was too busy, and nobody learned anything. */
export async function giveBackGuess(ctx: Ctx, attempt: Attempt): Promise<void> {
  const { account, network } = limits[attempt.kind]
  await bookkeep(ctx, async (tx) => {
    await uncount(tx, { subject: networkKey(ctx), device: unknownDevice, ...attempt }, network)
    await uncount(tx, { subject: attempt.account, device: attempt.deviceId ?? unknownDevice, ...attempt }, account)
  })
}

/** The same for the network alone, in the transaction that settles a right password. */
export async function uncountNetwork(tx: Tx, ctx: Ctx, kind: Kind): Promise<void> {
  await uncount(tx, { subject: networkKey(ctx), device: unknownDevice, kind }, limits[kind].network)
}

const networkKey = (ctx: Ctx) => `network:${networkOf(ctx.origin.address)}`

function secondsUntil(end: Date | null, at: Date): number {
  return end === null ? minute : Math.max(1, Math.ceil((end.getTime() - at.getTime()) / 1000))
}

interface Counter {
  readonly subject: string
  readonly device: string
  readonly kind: Kind
}
interface Counted {
  readonly failures: number
  readonly blockedUntil: Date | null
}

/** One more on a counter, under its row lock. A counter whose block or window is over begins anew. */
async function count(tx: Tx, { subject, device, kind }: Counter, limit: Limit, at: Date): Promise<Counted> {
  const isOver = sql<boolean>`coalesce(c.blocked_until <= ${at}, c.window_started_at <= ${secondsAfter(at, -limit.windowSeconds)})`
  const { rows } = await sql<Counted>`
    insert into guess_counters as c (subject, device, kind, failures, window_started_at)
    values (${subject}, ${device}, ${kind}, 1, ${at})
    on conflict (subject, device, kind) do update set
      failures = case when ${isOver} then 1 else c.failures + 1 end,
      window_started_at = case when ${isOver} then ${at} else c.window_started_at end,
      blocked_until = case when ${isOver} then null
        when c.blocked_until is null and c.failures + 1 >= ${limit.attempts} then ${secondsAfter(at, limit.blockSeconds)}
        else c.blocked_until end
    returning failures, blocked_until as "blockedUntil"`.execute(tx)
  const [row] = rows
  if (row === undefined) throw new Error('a counter was not counted')
  return row
}

async function uncount(tx: Tx, { subject, device, kind }: Counter, { attempts }: Limit): Promise<void> {
  await tx
    .updateTable('guess_counters')
    .set({
      failures: sql`greatest(failures - 1, 0)`,
      blocked_until: sql<Date | null>`case when failures - 1 < ${attempts} then null else blocked_until end`,
    })
    .where('subject', '=', subject)
    .where('device', '=', device)
    .where('kind', '=', kind)
    .execute()
}

/** Until when strangers cannot guess at this account; undefined when they can. */
export async function blockedUntil(db: Reader, account: string, at: Date): Promise<Date | undefined> {
  const row = await db
    .selectFrom('guess_counters')
    .select('blocked_until as until')
    .where('subject', '=', account)
    .where('device', '=', unknownDevice)
    .where('kind', '=', 'password')
    .where('blocked_until', '>', at)
    .executeTakeFirst()
  return row?.until ?? undefined
}
