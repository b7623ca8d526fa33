import type { Ctx } from '../authz/context.ts'
import { realmScopeFor } from '../authz/object-scope.ts'
import { Fault } from '../kernel/fault.ts'
import type { Slice } from '../kernel/page.ts'
import { listRealms as readRealms, type NameSearch, readRealmCursor } from './queries/realms.ts'
import type { Realm } from './realm.ts'

/**
 * The realms that the reader may see, by id: a partner admin's own, an operator's all.
 * Faults: `authz.denied`, `request.badCursor`, `request.searchInvalid`.
 */
export function listRealms(
  ctx: Ctx,
  input: { readonly limit: number; readonly after?: string | undefined; readonly search?: string | undefined },
): Promise<Slice<Realm>> {
  const { limit, after, search } = input
  return readRealms(ctx.reader, realmScopeFor(ctx, 'realm.read'), {
    limit,
    after: after === undefined ? undefined : readRealmCursor(after),
    search: search === undefined ? undefined : readSearch(search),
  })
}

/** Reads `profile.name co "…"` or `eq`: realms are searched by nothing else. Faults: `request.searchInvalid`. */
export function readSearch(text: string): NameSearch {
  const [, attribute, operator = '', literal = ''] = /^\s*(\S+)\s+(\S+)\s+(".*")\s*$/su.exec(text) ?? []
  const name = textOf(literal)
  if (attribute !== 'profile.name' || !/^(?:eq|co)$/i.test(operator) || name === undefined || name.trim() === '')
    throw new Fault('request.searchInvalid', { fields: [{ path: 'search', code: 'patternMismatch' }] })
  return { operator: operator.toLowerCase() === 'eq' ? 'eq' : 'co', name }
}

function textOf(literal: string): string | undefined {
  try {
    const text: unknown = JSON.parse(literal)
    return typeof text === 'string' && text.isWellFormed() && !text.includes('\0') ? text : undefined
  } catch {
    return undefined
  }
}
