import type { Ctx } from '../authz/context.ts'
import type { LocalPath } from '../kernel/local-path.ts'
import { bookkeep } from '../record/bookkeep.ts'
import { beginFlow, endFlow, type Flow, findFlow } from './flow.ts'
import { advance } from './machine.ts'
import type { Browser } from './parts.ts'

/** What everybody is asked for first, whoever they say they are. */
const firstChallenges = ['password'] as const

/**
 * Begins to sign somebody in by the name that they type, or begins anew with another. The flow is a new one with a new
 * secret always: one that somebody planted, or left in another tab, ends. Nothing is looked up: the next page is the same
 * for every name.
 */
export async function identify(
  ctx: Ctx,
  browser: Browser,
  input: { readonly login: string; readonly returnTo: LocalPath },
): Promise<Flow> {
  const at = ctx.now()
  const before = await findFlow(ctx.reader, browser.flow, at)
  const state = before?.state ?? { step: 'identify', ...input }
  const next = advance(state, { kind: 'identified', challenges: firstChallenges, ...input })
  if (next === undefined) throw new Error('a completed flow is never stored')
  return bookkeep(ctx, async (tx) => {
    if (before !== undefined) await endFlow(tx, before)
    return beginFlow(tx, next, at)
  })
}
