import { Type } from 'typebox'
import { Text } from '@portico/contract/schema.ts'
import { type AnyPage, page, type PageAnswer, type Visit } from '../../http/page.ts'
import { cardPage } from '../../http/card.ts'
import type { FieldFault } from '../../kernel/fault.ts'
import { Secret } from '../../kernel/secret.ts'
import { checkPassword } from '../check-password.ts'
import { type Flow, findFlow } from '../flow.ts'
import { identify } from '../identify.ts'
import type { SigninParts } from '../parts.ts'
import { OutOfStep, stepTokenOf } from '../step.ts'
import { browserOf, goIn, goOn, movedTo, pageOf, returnTo, start } from './browser.ts'
import { passwordField, PresentPassword, Token, Username, usernameField } from './fields.ts'

const path = '/signin'

/** Sign-in by name and password: one question a page. */
export function signinPages(parts: SigninParts): readonly AnyPage[] {
  return [signIn, sendName, askPassword, sendPassword(parts)]
}

const signIn = page({
  id: 'signIn',
  method: 'GET',
  path,
  access: 'public',
  query: Type.Object({ returnTo: Type.Optional(Text(2000)), moved: Type.Optional(Type.String()) }),
  run: async (visit, { query }) => {
    if (visit.ctx.actor.kind === 'user') return { kind: 'redirect', to: returnTo(query.returnTo) }
    const flow = await findFlow(visit.ctx.reader, browserOf(visit).flow, visit.ctx.now())
    return namePage(visit, {
      login: flow?.state.login ?? '',
      returnTo: query.returnTo ?? flow?.state.returnTo ?? start,
      isExpired: query.moved !== undefined,
    })
  },
})

const sendName = page({
  id: 'sendName',
  method: 'POST',
  path,
  access: 'public',
  form: Type.Object({ username: Username, returnTo: Type.Optional(Type.String()) }),
  run: async (visit, { form }) => {
    const { values } = form
    const login = values.username.trim()
    const faults = login === '' ? [{ path: 'username', code: 'required' as const }] : form.faults
    if (faults.length > 0) return namePage(visit, { login: values.username, returnTo: values.returnTo, faults })
    const flow = await identify(visit.ctx, browserOf(visit), { login, returnTo: returnTo(values.returnTo) })
    return goOn(visit, flow)
  },
})

function namePage(
  { say }: Visit,
  shown: {
    readonly login: string
    readonly returnTo: string
    readonly faults?: readonly FieldFault[]
    readonly isExpired?: boolean
  },
): PageAnswer {
  const faults = shown.faults ?? []
  const view = cardPage(say, {
    title: say('page.signIn.title'),
    notice: shown.isExpired ? { text: say('page.signIn.expired'), isPlain: true } : undefined,
    faults,
    form: {
      action: path,
      hidden: { returnTo: returnTo(shown.returnTo) },
      fields: [usernameField(say, shown.login)],
      submit: say('page.signIn.next'),
    },
    links: [forgotLink(say)],
  })
  return { kind: 'page', view, status: faults.length > 0 ? 400 : 200 }
}

export const forgotLink = (say: Visit['say']) => ({ href: '/signin/forgot', label: say('page.signIn.forgot') })

const passwordPath = '/signin/password'

const askPassword = page({
  id: 'askPassword',
  method: 'GET',
  path: passwordPath,
  access: 'public',
  query: Type.Object({ moved: Type.Optional(Type.String()) }),
  run: async (visit, { query }) => {
    const flow = await findFlow(visit.ctx.reader, browserOf(visit).flow, visit.ctx.now())
    if (flow === undefined || pageOf(flow.state) !== passwordPath) return elsewhere(flow)
    return passwordPage(visit, flow, { isMoved: query.moved !== undefined })
  },
})

const sendPassword = (parts: SigninParts) =>
  page({
    id: 'sendPassword',
    method: 'POST',
    path: passwordPath,
    access: 'public',
    form: Type.Object({ password: PresentPassword, step: Token }),
    run: async (visit, { form }) => {
      const browser = browserOf(visit)
      const flow = await findFlow(visit.ctx.reader, browser.flow, visit.ctx.now())
      if (
        flow !== undefined &&
        pageOf(flow.state) === passwordPath &&
        form.faults.some((fault) => fault.path === 'password')
      )
        return passwordPage(visit, flow, { faults: form.faults })
      const { password, step } = form.values
      return stepping(visit, async () => {
        const checked = await checkPassword(visit.ctx, parts, { browser, token: step, password: new Secret(password) })
        if (checked.kind === 'entered') return goIn(visit, checked.entered, checked.returnTo)
        if (checked.kind === 'goOn') return goOn(visit, checked.flow)
        return flow === undefined ? elsewhere(flow) : passwordPage(visit, flow, { isWrong: true })
      })
    },
  })

function passwordPage(
  { say }: Visit,
  flow: Flow,
  shown: { readonly faults?: readonly FieldFault[]; readonly isWrong?: boolean; readonly isMoved?: boolean },
): PageAnswer {
  const { login } = flow.state
  const wrong = shown.isWrong ? { text: say('page.signIn.wrong') } : undefined
  const moved = shown.isMoved ? { text: say('page.signIn.moved'), isPlain: true } : undefined
  const view = cardPage(say, {
    title: say('page.password.title'),
    who: { login, href: path, change: say('page.signIn.notYou') },
    notice: wrong ?? moved,
    faults: shown.faults ?? [],
    form: {
      action: passwordPath,
      hidden: { step: stepTokenOf(flow) },
      username: login,
      fields: [passwordField(say)],
      submit: say('page.password.submit'),
    },
    links: [forgotLink(say)],
  })
  return { kind: 'page', view, status: shown.isWrong || shown.faults !== undefined ? 400 : 200 }
}

/** Runs a step; one that is none leads to where the flow really stands, which says so. */
export async function stepping(visit: Visit, step: () => Promise<PageAnswer>): Promise<PageAnswer> {
  try {
    return await step()
  } catch (error) {
    if (!(error instanceof OutOfStep)) throw error
    return elsewhere(await findFlow(visit.ctx.reader, browserOf(visit).flow, visit.ctx.now()))
  }
}

export function elsewhere(flow: Flow | undefined): PageAnswer {
  return { kind: 'redirect', to: movedTo(flow?.state) }
}
