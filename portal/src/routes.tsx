import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import type { Services } from './api/services.ts'
import { NotFound } from './layout/NotFound.tsx'
import { BarePending, Pending } from './layout/Pending.tsx'
import { RouteAnnouncer } from './layout/RouteAnnouncer.tsx'
import { BareRouteFailed, RouteFailed } from './layout/RouteFailed.tsx'
import { paths } from './paths.ts'
import { loadMe, realmQuery } from './realms/queries.ts'
import { parseSearch, stringifySearch } from './search-string.ts'
import { newUserQuery, userQuery, usersQuery } from './users/queries.ts'
import { parseUsersSearch } from './users/users-search.ts'

const root = createRootRouteWithContext<Services>()({
  component: () => (
    <>
      <Outlet />
      <RouteAnnouncer />
    </>
  ),
})

const portals = createRoute({
  getParentRoute: () => root,
  path: '/portal',
  loader: async ({ context }) => {
    const me = await loadMe(context)
    const [only, ...others] = me.realms
    if (only !== undefined && others.length === 0)
      redirect({ to: paths.users({ realmId: only.id }), replace: true, throw: true })
    return { me }
  },
  component: lazyRouteComponent(() => import('./realms/PortalsPage.tsx'), 'PortalsPage'),
})

const realm = createRoute({
  getParentRoute: () => root,
  path: '/portal/$realmId',
  loader: async ({ context, params }) => {
    const me = await loadMe(context)
    await context.queryClient.ensureQueryData(realmQuery(context, params.realmId))
    return { me }
  },
  component: lazyRouteComponent(() => import('./realms/RealmLayout.tsx'), 'RealmLayout'),
})

const realmStart = createRoute({
  getParentRoute: () => realm,
  path: '/',
  beforeLoad: ({ params }) => {
    redirect({ to: paths.users(params), replace: true, throw: true })
  },
})

// Inside the frame, waiting and failing leave the frame as it is.
const inFrame = { pendingComponent: Pending, errorComponent: RouteFailed } as const

const users = createRoute({
  ...inFrame,
  getParentRoute: () => realm,
  path: '/users',
  validateSearch: parseUsersSearch,
  loaderDeps: ({ search }) => search,
  // Not waited for: the list shows itself while it is read, and keeps what it had.
  loader: ({ context, params, deps }) => {
    void context.queryClient.prefetchQuery(usersQuery(context, params.realmId, deps))
  },
  component: lazyRouteComponent(() => import('./users/UsersPage.tsx'), 'UsersPage'),
})

const userNew = createRoute({
  ...inFrame,
  getParentRoute: () => realm,
  path: '/users/new',
  loader: ({ context, params }) => context.queryClient.ensureQueryData(newUserQuery(context, params.realmId)),
  component: lazyRouteComponent(() => import('./users/AddUserPage.tsx'), 'AddUserPage'),
})

const user = createRoute({
  ...inFrame,
  getParentRoute: () => realm,
  path: '/users/$userId',
  loader: ({ context, params }) =>
    context.queryClient.ensureQueryData({
      ...userQuery(context, params.realmId, params.userId),
      revalidateIfStale: true,
    }),
  component: lazyRouteComponent(() => import('./users/UserPage.tsx'), 'UserPage'),
})

const userEdit = createRoute({
  ...inFrame,
  getParentRoute: () => realm,
  path: '/users/$userId/edit',
  loader: ({ context, params }) => context.queryClient.fetchQuery(userQuery(context, params.realmId, params.userId)),
  component: lazyRouteComponent(() => import('./users/EditUserPage.tsx'), 'EditUserPage'),
})

// For people who work on Portico. Nothing links to it.
const gallery = createRoute({
  getParentRoute: () => root,
  path: '/portal/_gallery',
  component: lazyRouteComponent(() => import('./gallery/GalleryPage.tsx'), 'GalleryPage'),
})

const routeTree = root.addChildren([portals, realm.addChildren([realmStart, users, userNew, user, userEdit]), gallery])

export function createPortalRouter(services: Services) {
  return createRouter({
    routeTree,
    context: services,
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    defaultPendingMs: 200,
    defaultPendingComponent: BarePending,
    defaultErrorComponent: BareRouteFailed,
    defaultNotFoundComponent: NotFound,
    parseSearch,
    stringifySearch,
    scrollRestoration: true,
    trailingSlash: 'never',
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createPortalRouter>
  }
}
