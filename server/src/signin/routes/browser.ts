import type { PageAnswer, Visit } from '../../http/page.ts'
import { Secret } from '../../kernel/secret.ts'
import { type LocalPath, localPath, ownPath } from '../../kernel/local-path.ts'
import { deviceSeconds, readDeviceCookie } from '../../sessions/public.ts'
import type { Entered } from '../enter.ts'
import { type Flow, flowSeconds } from '../flow.ts'
import type { FlowState } from '../machine.ts'
import type { Browser } from '../parts.ts'

const secretShape = /^[\w-]{20,200}$/

/** A secret of a cookie or an address; undefined when it cannot be one of ours. */
export function secretIn(text: string | undefined): Secret | undefined {
  return text !== undefined && secretShape.test(text) ? new Secret(text) : undefined
}

/** What the browser showed by its cookies. */
export function browserOf({ cookies, shown }: Visit): Browser {
  return {
    flow: secretIn(shown.get(cookies.flow)),
    session: secretIn(shown.get(cookies.session)),
    devices: readDeviceCookie(shown.get(cookies.device)),
  }
}

export const home = ownPath('/')
/** For who asked for no page: leads to where their work is. */
export const start = ownPath('/start')
export const returnTo = (text: string | undefined): LocalPath => {
  const path = localPath(text)
  // Back to where one signs in or out would be a circle.
  return path === undefined || /^\/sign(in|out)(?:[/?#]|$)/.test(path) ? start : path
}

/** Where the flow goes on. */
const pages: Readonly<Record<string, LocalPath>> = {
  password: ownPath('/signin/password'),
  changePassword: ownPath('/signin/new-password'),
}
export function pageOf(state: FlowState | undefined): LocalPath {
  const pending = state !== undefined && 'pending' in state ? state.pending[0] : ''
  return pages[pending] ?? ownPath('/signin')
}

/** Sends somebody to the page of their next step, with the flow's cookie. */
export function goOn({ cookies }: Visit, flow: Flow): PageAnswer {
  return {
    kind: 'redirect',
    to: pageOf(flow.state),
    cookies: [cookies.set(cookies.flow, flow.secret.reveal(), flowSeconds)],
  }
}

/** Sends somebody in: a session and a device to keep, and no flow any more. */
export function goIn({ cookies }: Visit, entered: Entered, to: LocalPath): PageAnswer {
  const { session, deviceCookie } = entered
  return {
    kind: 'redirect',
    to,
    cookies: [
      cookies.set(cookies.session, session.secret.reveal(), session.maxAgeSeconds),
      cookies.set(cookies.device, deviceCookie.reveal(), deviceSeconds),
      cookies.clear(cookies.flow),
    ],
  }
}

/** Where a flow really stands, for somebody who was elsewhere; its page says that they were. */
export function movedTo(state: FlowState | undefined): LocalPath {
  return ownPath(`${asPath(pageOf(state))}?moved=1`)
}
const asPath = (path: LocalPath): `/${string}` => `/${path.slice(1)}`
