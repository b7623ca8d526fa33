import { useState } from 'react'
import { useMessages } from '../i18n/Messages.tsx'
import { paths, serverPaths } from '../paths.ts'
import { Button } from '../ui/Button.tsx'
import { buttonClass } from '../ui/button-class.ts'
import { Callout } from '../ui/Callout.tsx'
import { Dialog, DialogActions } from '../ui/Dialog.tsx'
import { useExplain } from './explain.ts'
import { Fault } from './fault.ts'
import type { Request } from './request.ts'

/** Sign-in happens in another window, so that what was typed in this one is not lost. */
export function SessionEndedDialog(props: {
  readonly plain: Request
  readonly onSettle: (outcome: 'repeat' | 'giveUp') => void
}) {
  const { t } = useMessages()
  const explain = useExplain()
  const [state, setState] = useState<{ readonly isBusy: boolean; readonly failure?: string }>({ isBusy: false })
  const goOn = async () => {
    setState({ isBusy: true })
    try {
      await props.plain('GET', '/portal/api/v1/me')
      props.onSettle('repeat')
    } catch (failure) {
      const isStillEnded = failure instanceof Fault && failure.status === 401
      setState({ isBusy: false, failure: isStillEnded ? t('session.stillEnded') : explain(failure) })
    }
  }
  return (
    <Dialog isOpen title={t('session.ended')} onClose={() => props.onSettle('giveUp')}>
      {state.failure !== undefined && <Callout tone="warning">{state.failure}</Callout>}
      <p>{t('session.endedText')}</p>
      <DialogActions>
        <Button onClick={() => props.onSettle('giveUp')}>{t('ui.cancel')}</Button>
        <Button isBusy={state.isBusy} onClick={() => void goOn()}>
          {t('session.retry')}
        </Button>
        <a
          href={serverPaths.signIn({ returnTo: paths.portal() })}
          target="_blank"
          rel="opener"
          data-autofocus
          className={buttonClass({ variant: 'primary' })}
        >
          {t('session.signIn')}
        </a>
      </DialogActions>
    </Dialog>
  )
}
