import { useBlocker } from '@tanstack/react-router'
import { useMessages } from '../i18n/Messages.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog, DialogActions } from '../ui/Dialog.tsx'

/** Asks once before what was typed is lost: on a link, on Back, and (in the browser's words) on closing the window. */
export function LeaveGuard(props: { readonly isDirty: () => boolean }) {
  const { t } = useMessages()
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: props.isDirty,
    enableBeforeUnload: props.isDirty,
    withResolver: true,
  })
  return (
    <Dialog title={t('ui.leaveTitle')} isOpen={status === 'blocked'} onClose={() => reset?.()}>
      <p>{t('ui.leaveText')}</p>
      <DialogActions>
        <Button hasFirstFocus onClick={() => reset?.()}>
          {t('ui.stay')}
        </Button>
        <Button variant="danger" onClick={() => proceed?.()}>
          {t('ui.leave')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
