import type { Me, RealmHome } from '@portico/contract/portal.ts'
import { queryOptions } from '@tanstack/react-query'
import { Fault } from '../api/fault.ts'
import type { Services } from '../api/services.ts'
import { serverPaths } from '../paths.ts'

const minuteMs = 60_000

const meQuery = ({ plain }: Services) =>
  queryOptions({
    queryKey: ['me'],
    queryFn: async ({ signal }) => (await plain<Me>('GET', '/portal/api/v1/me', { signal })).body,
    staleTime: 5 * minuteMs,
  })

export const realmQuery = ({ request }: Services, realmId: string) =>
  queryOptions({
    queryKey: ['realms', realmId, 'home'],
    queryFn: async ({ signal }) =>
      (await request<RealmHome>('GET', `/portal/api/v1/realms/${realmId}`, { signal })).body,
  })

/** Who is signed in. Nobody: the sign-in page takes over, and brings them back here. */
export async function loadMe(services: Services): Promise<Me> {
  try {
    return await services.queryClient.ensureQueryData(meQuery(services))
  } catch (failure) {
    if (!(failure instanceof Fault) || failure.status !== 401) throw failure
    location.assign(serverPaths.signIn({ returnTo: location.pathname + location.search }))
    return new Promise<never>(() => undefined) // the page is being left
  }
}
