import { Type } from 'typebox'
import { cardPage } from '../../http/card.ts'
import { type AnyPage, page, type PageAnswer, type Visit } from '../../http/page.ts'
import { Fault, type FieldFault } from '../../kernel/fault.ts'
import { Secret } from '../../kernel/secret.ts'
import { changePassword } from '../change-password.ts'
import { type Flow, findFlow } from '../flow.ts'
import type { TypedPassword } from '../new-password.ts'
import type { SigninParts } from '../parts.ts'
import { stepTokenOf } from '../step.ts'
import { browserOf, goIn, pageOf } from './browser.ts'
import { NewPassword, newPasswordFields, Token } from './fields.ts'
import { elsewhere, stepping } from './signin.ts'

const path = '/signin/new-password'

/** A password that has to be changed before going in. */
export function newPasswordPages(parts: SigninParts): readonly AnyPage[] {
  return [askNewPassword, sendNewPassword(parts)]
}

const askNewPassword = page({
  id: 'askNewPassword',
  method: 'GET',
  path,
  access: 'public',
  run: async (visit) => {
    const flow = await findFlow(visit.ctx.reader, browserOf(visit).flow, visit.ctx.now())
    if (flow === undefined || pageOf(flow.state) !== path) return elsewhere(flow)
    return newPasswordPage(visit, flow, [])
  },
})

const sendNewPassword = (parts: SigninParts) =>
  page({
    id: 'sendNewPassword',
    method: 'POST',
    path,
    access: 'public',
    form: Type.Object({ password: NewPassword, repeat: NewPassword, step: Token }),
    run: async (visit, { form }) => {
      const browser = browserOf(visit)
      const flow = await findFlow(visit.ctx.reader, browser.flow, visit.ctx.now())
      if (flow === undefined || pageOf(flow.state) !== path) return elsewhere(flow)
      if (typedFaults(form.faults).length > 0) return newPasswordPage(visit, flow, typedFaults(form.faults))
      return stepping(visit, () =>
        showingFaults(
          async () => {
            const input = { browser, token: form.values.step, typed: typedIn(form.values) }
            const { entered, returnTo } = await changePassword(visit.ctx, parts, input)
            return goIn(visit, entered, returnTo)
          },
          (faults) => newPasswordPage(visit, flow, faults),
        ),
      )
    },
  })

function newPasswordPage({ say }: Visit, flow: Flow, faults: readonly FieldFault[]): PageAnswer {
  const { login } = flow.state
  const view = cardPage(say, {
    title: say('page.newPassword.title'),
    lead: [say('page.newPassword.expired')],
    faults,
    form: {
      action: path,
      hidden: { step: stepTokenOf(flow) },
      username: login,
      fields: newPasswordFields(say),
      submit: say('page.newPassword.submit'),
    },
  })
  return { kind: 'page', view, status: faults.length > 0 ? 400 : 200 }
}

export const typedIn = (values: { readonly password: string; readonly repeat: string }): TypedPassword => ({
  password: new Secret(values.password),
  repeat: new Secret(values.repeat),
})

/** The faults of the two fields; a hidden one that is broken is a step that is none. */
export const typedFaults = (faults: readonly FieldFault[]) =>
  faults.filter(({ path: field }) => field === 'password' || field === 'repeat')

/** Shows the form again with what is wrong with the password; every other fault is its caller's. */
export async function showingFaults(
  attempt: () => Promise<PageAnswer>,
  again: (faults: readonly FieldFault[]) => PageAnswer,
): Promise<PageAnswer> {
  try {
    return await attempt()
  } catch (error) {
    if (error instanceof Fault && error.code === 'password.policy') return again(error.fields)
    throw error
  }
}
