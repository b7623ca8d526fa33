import type { Ctx } from '../../authz/context.ts'
import { userScope } from '../../authz/scope.ts'
import { cardPage } from '../../http/card.ts'
import { template } from '../../http/markup.ts'
import { type AnyPage, page } from '../../http/page.ts'
import { ownPath } from '../../kernel/local-path.ts'
import { signOut } from '../sign-out.ts'
import { home as homePath, start as startPath } from './browser.ts'

const markup = template<{
  readonly title: string
  readonly none: string
  readonly portal: string | null
  readonly signedInAs: string
  readonly signOut: string
}>(new URL('home.liquid', import.meta.url))

/** Where somebody is once they are in, and the way out. */
export function homePages(): readonly AnyPage[] {
  return [start, home, leave]
}

/** Who runs a realm came for the portal. */
const start = page({
  id: 'start',
  method: 'GET',
  path: startPath,
  access: 'signedIn',
  run: async ({ ctx }) => ({ kind: 'redirect', to: runsSomething(ctx) ? ownPath('/portal') : homePath }),
})

const home = page({
  id: 'home',
  method: 'GET',
  path: '/',
  access: 'signedIn',
  run: async ({ ctx, say }) => {
    const login = ctx.actor.kind === 'user' ? ctx.actor.login : ''
    const main = markup({
      title: say('page.home.title'),
      none: say('page.home.none'),
      portal: runsSomething(ctx) ? say('page.home.portal') : null,
      signedInAs: say('page.home.signedInAs', { login }),
      signOut: say('page.signOut'),
    })
    return { kind: 'page', view: { title: say('page.home.title'), main } }
  },
})

function runsSomething(ctx: Ctx): boolean {
  const { all, realmIds, groupIds } = userScope(ctx, 'users.read')
  return all || realmIds.length > 0 || groupIds.length > 0
}

const leave = page({
  id: 'leave',
  method: 'POST',
  path: '/signout',
  access: 'public',
  run: async ({ ctx, say, cookies }) => {
    if (ctx.actor.kind === 'user') await signOut(ctx)
    const view = cardPage(
      say,
      {
        title: say('page.signedOut.title'),
        links: [{ href: '/signin', label: say('page.signedOut.again') }],
      },
      { languagePath: homePath },
    )
    return { kind: 'page', view, cookies: [cookies.clear(cookies.session)] }
  },
})
