import type { FastifyInstance } from 'fastify'
import { testOrigin } from './world.ts'

export interface Shown {
  readonly path: string
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly text: string
  readonly location: string | undefined
}

/** Somebody with a browser: keeps cookies, sends forms with what is hidden in them, follows where they are sent. */
export interface Visitor {
  readonly cookies: Map<string, string>
  /** The page that they see. */
  shown: Shown
  readonly open: (path: string, headers?: Readonly<Record<string, string>>) => Promise<Shown>
  /** Sends the form of the page that they see, with these fields typed in, and follows. */
  readonly send: (typed?: Readonly<Record<string, string>>) => Promise<Shown>
  /** Sends a form to an address, without following. */
  readonly post: (
    path: string,
    fields: Readonly<Record<string, string>>,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<Shown>
  readonly signIn: (login: string, password: string) => Promise<Shown>
}

export function openVisitor(
  app: FastifyInstance,
  options: { readonly address?: string; readonly cookies?: ReadonlyMap<string, string> } = {},
): Visitor {
  const cookies = new Map(options.cookies)
  const ask = async (
    method: 'GET' | 'POST',
    path: string,
    headers: Readonly<Record<string, string>>,
    payload?: string,
  ) => {
    const answer = await app.inject({
      method,
      url: path,
      remoteAddress: options.address ?? '127.0.0.1',
      headers: {
        host: new URL(testOrigin).host,
        accept: 'text/html,application/xhtml+xml',
        ...(cookies.size > 0 ? { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') } : {}),
        ...headers,
      },
      ...(payload === undefined ? {} : { payload }),
    })
    for (const cookie of answer.cookies) {
      if (cookie.maxAge === 0) cookies.delete(cookie.name)
      else cookies.set(cookie.name, cookie.value)
    }
    visitor.shown = {
      path,
      status: answer.statusCode,
      headers: answer.headers,
      text: answer.body,
      location: answer.headers.location,
    }
    return visitor.shown
  }
  const follow = async (shown: Shown): Promise<Shown> =>
    shown.location === undefined ? shown : follow(await ask('GET', shown.location, {}))
  const visitor: Visitor = {
    cookies,
    shown: { path: '', status: 0, headers: {}, text: '', location: undefined },
    open: async (path, headers = {}) => follow(await ask('GET', path, headers)),
    post: (path, fields, headers = {}) =>
      ask(
        'POST',
        path,
        { origin: testOrigin, 'content-type': 'application/x-www-form-urlencoded', ...headers },
        new URLSearchParams(fields).toString(),
      ),
    send: async (typed = {}) => {
      const form = formIn(visitor.shown.text)
      return follow(await visitor.post(form.action, { ...form.hidden, ...typed }))
    },
    signIn: async (login, password) => {
      await visitor.open('/signin')
      await visitor.send({ username: login })
      return visitor.send({ password })
    },
  }
  return visitor
}

/** The form of a page: where it goes and what it carries. */
export function formIn(html: string): { readonly action: string; readonly hidden: Readonly<Record<string, string>> } {
  const action = /<form method="post" action="([^"]*)"/.exec(html)?.[1]
  if (action === undefined) throw new Error(`the page has no form: ${titleOf(html)}`)
  const hidden = [...html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)].map(([, name, value]) => [
    name ?? '',
    unescape(value ?? ''),
  ])
  return { action: unescape(action), hidden: Object.fromEntries(hidden) }
}

export const titleOf = (html: string): string => unescape(/<h1>([^<]*)<\/h1>/.exec(html)?.[1] ?? '')

/** What a page says of a field that is wrong. */
export const errorOf = (html: string, field: string): string =>
  unescape(new RegExp(`id="${field}-error">([^<]*)<`).exec(html)?.[1] ?? '')

export const noticeOf = (html: string): string => unescape(/role="alert"[^>]*><p>([^<]*)<\/p>/.exec(html)?.[1] ?? '')

function unescape(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&#34;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
}
