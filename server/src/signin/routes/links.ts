import { Type } from 'typebox'
import { cardPage } from '../../http/card.ts'
import { type AnyPage, page, type PageAnswer, type Visit } from '../../http/page.ts'
import { Fault, type FieldFault } from '../../kernel/fault.ts'
import { ownPath } from '../../kernel/local-path.ts'
import { Secret } from '../../kernel/secret.ts'
import type { SecretPurpose } from '../../tokens/public.ts'
import type { SigninParts } from '../parts.ts'
import { requestLinkAgain } from '../request-link.ts'
import { type OpenLink, seeLink, takeLink } from '../use-link.ts'
import { browserOf, goIn, secretIn, start } from './browser.ts'
import { NewPassword, newPasswordFields, SecretParams } from './fields.ts'
import { showingFaults, typedFaults, typedIn } from './new-password.ts'

/** The pages that links in mails open: to activate an account, and to choose a new password. */
export function linkPages(parts: SigninParts): readonly AnyPage[] {
  return [...pagesOf('activation', '/welcome', parts), ...pagesOf('recovery', '/reset_password', parts)]
}

function pagesOf(purpose: SecretPurpose, path: '/welcome' | '/reset_password', parts: SigninParts): readonly AnyPage[] {
  // What is no secret is as dead as one that is spent, and is never put into an address.
  const at = (secret: string) => `${path}/${secretIn(secret)?.reveal() ?? 'none'}` as const
  const show = page({
    id: `${purpose}Link`,
    method: 'GET',
    path: `${path}/:secret`,
    access: 'public',
    params: SecretParams,
    // Only looks: mail scanners open links too.
    run: (visit, { params }) =>
      orDead(visit, at(params.secret), async () => {
        const link = await seeLink(visit.ctx, purpose, shapedSecret(params.secret))
        return linkPage(visit, { purpose, action: at(params.secret), link })
      }),
  })
  const take = page({
    id: `${purpose}Take`,
    method: 'POST',
    path: `${path}/:secret`,
    access: 'public',
    params: SecretParams,
    form: Type.Object({ password: NewPassword, repeat: NewPassword }),
    run: (visit, { params, form }) =>
      orDead(visit, at(params.secret), async () => {
        const secret = shapedSecret(params.secret)
        const link = await seeLink(visit.ctx, purpose, secret)
        const again = (faults: readonly FieldFault[]) =>
          linkPage(visit, { purpose, action: at(params.secret), link, faults })
        const faults = typedFaults(form.faults)
        if (faults.length > 0) return again(faults)
        return showingFaults(async () => {
          const input = { purpose, secret, typed: typedIn(form.values), browser: browserOf(visit) }
          return goIn(visit, await takeLink(visit.ctx, parts, input), start)
        }, again)
      }),
  })
  const renew = page({
    id: `${purpose}Again`,
    method: 'POST',
    path: `${path}/:secret/again`,
    access: 'public',
    params: SecretParams,
    run: async (visit, { params }) => {
      await requestLinkAgain(visit.ctx, parts, { purpose, secret: secretIn(params.secret) ?? new Secret('none') })
      return sentPage(visit, purpose, at(params.secret))
    },
  })
  return [show, take, renew]
}

/** A secret of the right shape; what is not even that is as dead as one that is spent. */
function shapedSecret(text: string): Secret {
  const secret = secretIn(text)
  if (secret === undefined) throw new Fault('link.expired')
  return secret
}

function linkPage(
  { say }: Visit,
  shown: {
    readonly purpose: SecretPurpose
    readonly action: string
    readonly link: OpenLink
    readonly faults?: readonly FieldFault[]
  },
): PageAnswer {
  const { name, login } = shown.link
  const faults = shown.faults ?? []
  const isWelcome = shown.purpose === 'activation'
  const view = cardPage(say, {
    title: isWelcome ? say('page.activate.title', { name }) : say('page.reset.title'),
    lead: [isWelcome ? say('page.activate.text', { login }) : say('page.reset.text', { login })],
    faults,
    form: {
      action: shown.action,
      username: login,
      fields: newPasswordFields(say),
      submit: isWelcome ? say('page.activate.submit') : say('page.newPassword.submit'),
    },
  })
  return { kind: 'page', view, status: faults.length > 0 ? 400 : 200 }
}

/** The page of a link that is spent, old, superseded or never was: the same for all, with a way to get a new one. */
async function orDead({ say }: Visit, path: string, attempt: () => Promise<PageAnswer>): Promise<PageAnswer> {
  try {
    return await attempt()
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== 'link.expired') throw error
  }
  const view = cardPage(say, {
    title: say('page.link.deadTitle'),
    lead: [say('page.link.deadText')],
    form: { action: `${path}/again`, fields: [], submit: say('page.link.again') },
    links: [{ href: '/signin', label: say('page.signIn.title') }],
  })
  return { kind: 'page', view, status: 410 }
}

function sentPage({ say }: Visit, purpose: SecretPurpose, path: `/${string}`): PageAnswer {
  const text = purpose === 'activation' ? say('page.link.againActivation') : say('page.link.againRecovery')
  const view = cardPage(
    say,
    {
      title: say('page.recover.sentTitle'),
      lead: [text],
      links: [{ href: '/signin', label: say('page.signIn.title') }],
    },
    { languagePath: ownPath(path) },
  )
  return { kind: 'page', view }
}
