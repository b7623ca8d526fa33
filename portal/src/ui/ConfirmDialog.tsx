import { type ReactNode, useState } from 'react'
import { useMessages } from '../i18n/Messages.tsx'
import { Button } from './Button.tsx'
import { Callout } from './Callout.tsx'
import { Dialog, DialogActions, Effects } from './Dialog.tsx'

export interface Confirmation {
  /** A question that names the object: "Suspend Lee Park?" */
  readonly title: string
  readonly effects: readonly string[]
  /** The word on the button. */
  readonly verb: string
  readonly isDestructive?: boolean
  readonly children?: ReactNode
  /** Does it. The dialog waits, closes on success, and shows what `explain` makes of a failure. */
  readonly run: () => Promise<unknown>
}

export function ConfirmDialog(props: {
  readonly confirmation: Confirmation
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly explain: (failure: unknown) => string
}) {
  const { t } = useMessages()
  const { confirmation, isOpen, onClose, explain } = props
  const [state, setState] = useState<{ readonly isBusy: boolean; readonly failure?: string }>({ isBusy: false })
  const isDestructive = confirmation.isDestructive === true
  const run = async () => {
    setState({ isBusy: true })
    try {
      await confirmation.run()
      setState({ isBusy: false })
      onClose()
    } catch (failure) {
      setState({ isBusy: false, failure: explain(failure) })
    }
  }
  return (
    <Dialog title={confirmation.title} isOpen={isOpen} onClose={() => !state.isBusy && onClose()}>
      {state.failure !== undefined && <Callout tone="danger">{state.failure}</Callout>}
      <Effects effects={confirmation.effects} />
      {confirmation.children}
      <DialogActions>
        <Button hasFirstFocus={isDestructive} onClick={() => !state.isBusy && onClose()}>
          {t('ui.cancel')}
        </Button>
        <Button
          variant={isDestructive ? 'danger' : 'primary'}
          hasFirstFocus={!isDestructive}
          isBusy={state.isBusy}
          onClick={() => void run()}
        >
          {confirmation.verb}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
