import { userScope } from '../../authz/scope.ts'
import { cardPage } from '../../http/card.ts'
import { template } from '../../http/markup.ts'
import { type AnyPage, page } from '../../http/page.ts'
import { signOut } from '../sign-out.ts'
import { home as homePath } from './browser.ts'

const markup = template<{
  readonly title: string
  readonly none: string
  readonly portal: string | null
  readonly signedInAs: string
  readonly signOut: string
}>(new URL('home.liquid', import.meta.url))

/** Where somebody is once they are in, and the way out. */
export function homePages(): readonly AnyPage[] {
  return [home, leave]
}

const home = page({
  id: 'home',
  method: 'GET',
  path: '/',
  access: 'signedIn',
  run: async ({ ctx, say }) => {
    const { all, realmIds, groupIds } = userScope(ctx, 'users.read')
    const runsSomething = all || realmIds.length > 0 || groupIds.length > 0
    const login = ctx.actor.kind === 'user' ? ctx.actor.login : ''
    const main = markup({
      title: say('page.home.title'),
      none: say('page.home.none'),
      portal: runsSomething ? say('page.home.portal') : null,
      signedInAs: say('page.home.signedInAs', { login }),
      signOut: say('page.signOut'),
    })
    return { kind: 'page', view: { title: say('page.home.title'), main } }
  },
})

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
