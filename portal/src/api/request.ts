import { Fault, parseFault } from './fault.ts'
import type { InterruptionKind } from './interruption.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export interface RequestOptions {
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>
  readonly body?: unknown
  /** Sent again with a repeated request, so that the server does the thing once. Unsafe methods get one if none is given. */
  readonly idempotencyKey?: string
  readonly ifMatch?: string
  readonly signal?: AbortSignal
}

export interface Answer<T> {
  readonly body: T
  /** The version of what was read or written, for `ifMatch`. */
  readonly etag: string | undefined
}

export type Request = <T>(method: Method, path: string, options?: RequestOptions) => Promise<Answer<T>>

/**
 * Makes the one function that talks to the server. `interrupt` is asked when the session has ended or is not fresh
 * enough; if it answers `repeat`, the same request goes out again.
 *
 * Throws `Fault` for every answer that is not 2xx, and with status 0 when there was no answer.
 */
export function createRequest(deps: {
  readonly fetch: typeof fetch
  readonly interrupt: (kind: InterruptionKind) => Promise<'repeat' | 'giveUp'>
}): Request {
  return async <T>(method: Method, path: string, options: RequestOptions = {}) => {
    const init = requestInit(method, options)
    for (;;) {
      const response = await send(deps.fetch, path + queryString(options.query), init)
      if (response.ok) return { body: (await readBody(response)) as T, etag: response.headers.get('etag') ?? undefined } // the contract
      const fault = parseFault(response.status, await readBody(response).catch(() => undefined))
      const kind = interruptionFor(response)
      if (kind === undefined || (await deps.interrupt(kind)) === 'giveUp') throw fault
    }
  }
}

function requestInit(method: Method, options: RequestOptions): RequestInit {
  const headers = new Headers({ accept: 'application/json' })
  if (options.body !== undefined) headers.set('content-type', 'application/json')
  if (options.ifMatch !== undefined) headers.set('if-match', options.ifMatch)
  if (method !== 'GET') {
    headers.set('x-portico-client', 'portal')
    headers.set('idempotency-key', options.idempotencyKey ?? crypto.randomUUID())
  }
  return {
    method,
    headers,
    credentials: 'same-origin',
    redirect: 'error',
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  }
}

async function send(fetchIt: typeof fetch, url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetchIt(url, init)
  } catch (cause) {
    if (init.signal?.aborted === true) throw cause
    throw new Fault({ status: 0, code: 'network', message: 'The server cannot be reached', cause })
  }
}

function interruptionFor(response: Response): InterruptionKind | undefined {
  if (response.status === 401) return 'signIn'
  const challenge = response.headers.get('www-authenticate') ?? ''
  const needsProof = response.status === 403 && challenge.includes('insufficient_user_authentication')
  return needsProof ? 'prove' : undefined
}

function queryString(query: RequestOptions['query'] = {}): string {
  const entries = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]))
  return entries.length === 0 ? '' : `?${new URLSearchParams(entries)}`
}

async function readBody(response: Response): Promise<unknown> {
  const text = await response.text()
  return text === '' ? undefined : JSON.parse(text)
}
