import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, Outlet } from '@tanstack/react-router'
import { useServices } from '../api/services-context.ts'
import { useMessages } from '../i18n/Messages.tsx'
import { Frame } from '../layout/Frame.tsx'
import { paths } from '../paths.ts'
import { realmQuery } from './queries.ts'
import { useSignOut } from './use-sign-out.ts'

const route = getRouteApi('/portal/$realmId')

/** The frame around every page of one realm. */
export function RealmLayout() {
  const { t } = useMessages()
  const { realmId } = route.useParams()
  const { me } = route.useLoaderData()
  const { data: realm } = useSuspenseQuery(realmQuery(useServices(), realmId))
  const signOut = useSignOut()
  return (
    <Frame
      realm={realm}
      realms={me.realms}
      me={me}
      nav={[{ to: paths.users({ realmId }), label: t('frame.users'), icon: 'users' }]}
      onSignOut={signOut}
    >
      <Outlet />
    </Frame>
  )
}
