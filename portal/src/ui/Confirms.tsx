import { lazy, type ReactNode, Suspense, useCallback, useState } from 'react'
import { ConfirmContext } from './confirm.ts'
import type { Confirmation } from './ConfirmDialog.tsx'

// A list is often only read: the dialog comes with the first question.
const ConfirmDialog = lazy(async () => ({ default: (await import('./ConfirmDialog.tsx')).ConfirmDialog }))

/** Shows the question that `useConfirm` asks, one at a time. */
export function Confirms(props: { readonly children: ReactNode; readonly explain: (failure: unknown) => string }) {
  const [asked, setAsked] = useState<{ readonly confirmation: Confirmation; readonly number: number } | undefined>()
  const [isOpen, setOpen] = useState(false)
  const confirm = useCallback((confirmation: Confirmation) => {
    setAsked((before) => ({ confirmation, number: (before?.number ?? 0) + 1 }))
    setOpen(true)
  }, [])
  return (
    <ConfirmContext value={confirm}>
      {props.children}
      {asked !== undefined && (
        <Suspense>
          <ConfirmDialog
            key={asked.number}
            confirmation={asked.confirmation}
            isOpen={isOpen}
            onClose={() => setOpen(false)}
            explain={props.explain}
          />
        </Suspense>
      )}
    </ConfirmContext>
  )
}
