import { lazy, Suspense, useSyncExternalStore } from 'react'
import type { Interruptions } from './interruption.ts'
import type { Request } from './request.ts'

const SessionEndedDialog = lazy(async () => ({
  default: (await import('./SessionEndedDialog.tsx')).SessionEndedDialog,
}))
const ProofDialog = lazy(async () => ({ default: (await import('./ProofDialog.tsx')).ProofDialog }))

/** Asks what a waiting request needs. `plain` is a request that is not interrupted itself. */
export function InterruptionDialogs(props: { readonly interruptions: Interruptions; readonly plain: Request }) {
  const { subscribe, current } = props.interruptions
  const interruption = useSyncExternalStore(subscribe, current)
  if (interruption === undefined) return null
  return (
    <Suspense>
      {interruption.kind === 'signIn' ? (
        <SessionEndedDialog plain={props.plain} onSettle={interruption.settle} />
      ) : (
        <ProofDialog plain={props.plain} onSettle={interruption.settle} />
      )}
    </Suspense>
  )
}
