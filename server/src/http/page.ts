import type { Locale } from '@portico/messages/locale.ts'
import type { MessageKey, Messages } from '@portico/messages/translate.ts'
import type { Params } from '@portico/messages/format.ts'
import type { Static, TSchema } from 'typebox'
import type { Ctx } from '../authz/context.ts'
import type { FieldFault } from '../kernel/fault.ts'
import type { LocalPath } from '../kernel/local-path.ts'
import type { Cookies } from './cookies.ts'
import type { Html } from './markup.ts'

/** A text of the catalogue in the reader's language. */
export type Say = <K extends MessageKey>(key: K, ...params: Params<Messages[K]>) => string

/** What a page may know besides its input: who reads, in which language, and the cookies that their browser showed. */
export interface Visit {
  readonly ctx: Ctx
  readonly locale: Locale
  readonly say: Say
  readonly cookies: Cookies
  readonly shown: ReadonlyMap<string, string>
}

/** What a form brought: every field as text, and what is wrong with it. A page shows both again. */
export interface Form<F> {
  readonly values: { readonly [K in keyof F]-?: string }
  readonly faults: readonly FieldFault[]
}

/** A page as its reader sees it: `main` stands in a card, or in the wide column of a list. */
export interface PageView {
  readonly title: string
  readonly main: Html
  readonly width?: 'card' | 'wide'
  /** Where the same page is read again in another language; its own address when not said. */
  readonly languagePath?: LocalPath
  /** Shows pages of ours inside: the demo's mails. */
  readonly hasFrames?: boolean
}

interface Sets {
  readonly cookies?: readonly string[]
}
export type PageAnswer =
  | (Sets & {
      readonly kind: 'page'
      readonly view: PageView
      readonly status?: number
      readonly headers?: Readonly<Record<string, string>>
    })
  | (Sets & { readonly kind: 'redirect'; readonly to: LocalPath })
  /** Somebody else's markup, shown in a frame of ours that can do nothing. */
  | (Sets & { readonly kind: 'framed'; readonly html: string })

export interface PageInput<P, Q, F> {
  readonly params: P
  /** Without what is malformed: a page is shown all the same. */
  readonly query: Partial<Q>
  readonly form: Form<F>
}

export interface PageSpec<P extends TSchema, Q extends TSchema, F extends TSchema> {
  readonly id: string
  readonly method: 'GET' | 'POST'
  readonly path: string
  /** `signedIn`: anybody else is sent to sign in, and comes back. `public`: listed by hand in `test/public-pages.txt`. */
  readonly access: 'public' | 'signedIn'
  readonly params?: P
  readonly query?: Q
  /** Fields of text. A form comes from our own origin or not at all. */
  readonly form?: F
  readonly run: (visit: Visit, input: PageInput<Static<P>, Static<Q>, Static<F>>) => Promise<PageAnswer>
}
export interface AnyPage extends Omit<PageSpec<TSchema, TSchema, TSchema>, 'run'> {
  readonly run: (visit: Visit, input: PageInput<unknown, unknown, unknown>) => Promise<PageAnswer>
}

/** Declares a page. Like API routes, pages are data: the list makes the router and the tests. */
export function page<P extends TSchema, Q extends TSchema, F extends TSchema>(spec: PageSpec<P, Q, F>): AnyPage {
  return spec as unknown as AnyPage // the schemas are what `servePages` parses with, so the erased types hold
}
