import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { Bare } from './Bare.tsx'
import { FailedPage } from './FailedState.tsx'

/** A page whose data could not be read. Trying again reads all of it anew. */
export function RouteFailed({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  const retry = () => {
    reset()
    void router.invalidate()
  }
  return <FailedPage failure={error} onRetry={retry} />
}

/** The same where there is no frame, because the frame itself could not be read. */
export const BareRouteFailed = (props: ErrorComponentProps) => (
  <Bare>
    <RouteFailed {...props} />
  </Bare>
)
