import { Type } from 'typebox'
import { cardPage } from '../../http/card.ts'
import { type AnyPage, page, type PageAnswer, type Visit } from '../../http/page.ts'
import type { FieldFault } from '../../kernel/fault.ts'
import { secretPurposes } from '../../tokens/public.ts'
import { findFlow } from '../flow.ts'
import type { SigninParts } from '../parts.ts'
import { requestRecovery } from '../request-link.ts'
import { browserOf } from './browser.ts'
import { Username, usernameField } from './fields.ts'

const path = '/signin/forgot'

/** A forgotten password: a name is asked for, and the answer is the same whoever's it is. */
export function recoveryPages(parts: SigninParts): readonly AnyPage[] {
  return [forgot, sendForgot(parts)]
}

const forgot = page({
  id: 'forgot',
  method: 'GET',
  path,
  access: 'public',
  run: async (visit) => {
    const flow = await findFlow(visit.ctx.reader, browserOf(visit).flow, visit.ctx.now())
    return forgotPage(visit, flow?.state.login ?? '', [])
  },
})

const sendForgot = (parts: SigninParts) =>
  page({
    id: 'sendForgot',
    method: 'POST',
    path,
    access: 'public',
    form: Type.Object({ username: Username }),
    run: async (visit, { form }) => {
      const login = form.values.username.trim()
      const faults = login === '' ? [{ path: 'username', code: 'required' as const }] : form.faults
      if (faults.length > 0) return forgotPage(visit, form.values.username, faults)
      await requestRecovery(visit.ctx, parts, { login })
      return sentPage(visit, login)
    },
  })

function forgotPage({ say }: Visit, login: string, faults: readonly FieldFault[]): PageAnswer {
  const view = cardPage(say, {
    title: say('page.recover.title'),
    lead: [say('page.recover.text')],
    faults,
    form: { action: path, fields: [usernameField(say, login)], submit: say('page.recover.submit') },
    links: [{ href: '/signin', label: say('page.back') }],
  })
  return { kind: 'page', view, status: faults.length > 0 ? 400 : 200 }
}

function sentPage({ say }: Visit, login: string): PageAnswer {
  const view = cardPage(say, {
    title: say('page.recover.sentTitle'),
    lead: [say('page.recover.sentText', { login, minutes: secretPurposes.recovery / 60 })],
    links: [{ href: '/signin', label: say('page.signIn.title') }],
  })
  return { kind: 'page', view }
}
