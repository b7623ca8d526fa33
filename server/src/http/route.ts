import type { Static, TSchema } from 'typebox'
import type { Ctx } from '../authz/context.ts'
import type { Permission } from '../authz/permissions.ts'
import type { FaultCode } from '../kernel/fault.ts'

/** `wire` is the Management API, `portal` is ours. They differ in names, error texts and how strict they are about unknown members. */
export type Surface = 'wire' | 'portal'
/** `signedIn`: about the caller alone. `public`: listed by hand in `test/public-routes.txt`. */
export type Access = Permission | 'signedIn' | 'public'

export interface Input<P, Q, B> {
  readonly params: P
  readonly query: Q
  readonly body: B
  readonly headers: { readonly ifMatch?: string | undefined }
}
/** What a view may know besides the result: who reads, and the configured origin that links are built from. */
export interface ViewContext {
  readonly ctx: Ctx
  readonly origin: string
  /** The request's path and query, for the `self` link of a list. */
  readonly url: string
}
type ReplyHeaders = Readonly<Record<string, string | readonly string[]>>

export interface RouteSpec<P extends TSchema, Q extends TSchema, B extends TSchema, Rp extends TSchema, R> {
  readonly id: string
  readonly summary: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly path: string
  readonly surface: Surface
  readonly access: Access
  readonly params?: P
  readonly query?: Q
  readonly body?: B
  /** A missing body is `{}`: the wire's lifecycle calls send none. */
  readonly bodyOptional?: boolean
  readonly reply: { readonly status: number; readonly body: Rp }
  readonly faults: readonly FaultCode[]
  /** The answer carries a secret: a repeat is refused, because it is told once. A function where the query decides. */
  readonly carriesSecret?: boolean | ((query: Static<Q>) => boolean)
  readonly run: (ctx: Ctx, input: Input<Static<P>, Static<Q>, Static<B>>) => Promise<R>
  /** Turns the result into the body: pure, and sees only what the reader may see. */
  readonly view: (result: R, view: ViewContext) => Static<Rp>
  readonly headers?: (result: R, view: ViewContext) => ReplyHeaders
  /** Reads again what an earlier request with the same idempotency key made. Without it the answer needs no result. */
  readonly replay?: (ctx: Ctx, resultId: string) => Promise<R>
}

/** A route whose types have done their work: `run` and `view` fit together and to the schemas. */
export interface AnyRoute
  extends Omit<
    RouteSpec<TSchema, TSchema, TSchema, TSchema, unknown>,
    'run' | 'view' | 'headers' | 'replay' | 'carriesSecret'
  > {
  readonly carriesSecret?: boolean | ((query: unknown) => boolean)
  readonly run: (ctx: Ctx, input: Input<unknown, unknown, unknown>) => Promise<unknown>
  readonly view: (result: unknown, view: ViewContext) => unknown
  readonly headers?: (result: unknown, view: ViewContext) => ReplyHeaders
  readonly replay?: (ctx: Ctx, resultId: string) => Promise<unknown>
}

/** Declares a route. The list of routes makes the router, the OpenAPI document, the access matrix and the reference. */
export function route<P extends TSchema, Q extends TSchema, B extends TSchema, Rp extends TSchema, R>(
  spec: RouteSpec<P, Q, B, Rp, R>,
): AnyRoute {
  return spec as unknown as AnyRoute // the schemas above are what `serve` parses with, so the erased types hold
}
