import { useServices } from '../api/services-context.ts'
import { serverPaths } from '../paths.ts'

/** Ends the session and leaves the portal, also when the session had ended already. */
export function useSignOut(): () => void {
  const { plain } = useServices()
  return () => {
    const leave = () => location.assign(serverPaths.home())
    plain('POST', '/portal/api/v1/me/signout').then(leave, leave)
  }
}
