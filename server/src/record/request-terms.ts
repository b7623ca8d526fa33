import type { Ctx } from '../authz/context.ts'
import type { Permission } from '../authz/permissions.ts'

/** What the edge declared of a request before its use case runs; `change` holds the use case to it. */
export interface RequestTerms {
  /** The permission that the route declares: a change under it commits only with a permit for it. */
  readonly access: Permission | 'signedIn' | 'public'
}
const terms = new WeakMap<Ctx, RequestTerms>()

export function bindRequest(ctx: Ctx, declared: RequestTerms): void {
  terms.set(ctx, declared)
}
export function termsOf(ctx: Ctx): RequestTerms | undefined {
  return terms.get(ctx)
}
