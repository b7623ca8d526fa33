import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
} from '@tanstack/react-router'
import type { Services } from './api/services.ts'
import { RouteAnnouncer } from './layout/RouteAnnouncer.tsx'
import { NotFound } from './layout/NotFound.tsx'

const root = createRootRouteWithContext<Services>()({
  component: () => (
    <>
      <Outlet />
      <RouteAnnouncer />
    </>
  ),
  notFoundComponent: NotFound,
})

// For people who work on Portico. Nothing links to it.
const gallery = createRoute({
  getParentRoute: () => root,
  path: '/portal/_gallery',
  component: lazyRouteComponent(() => import('./gallery/GalleryPage.tsx'), 'GalleryPage'),
})

const routeTree = root.addChildren([gallery])

export function createPortalRouter(services: Services) {
  return createRouter({
    routeTree,
    context: services,
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
    trailingSlash: 'never',
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createPortalRouter>
  }
}
