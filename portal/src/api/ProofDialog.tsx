import { type FormEvent, useState } from 'react'
import { useMessages } from '../i18n/Messages.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog, DialogActions } from '../ui/Dialog.tsx'
import { PasswordField } from '../ui/PasswordField.tsx'
import { useExplain } from './explain.ts'
import { Fault } from './fault.ts'
import type { Request } from './request.ts'

/** Asks for the password before something grave; the server remembers the proof for 15 minutes. */
export function ProofDialog(props: {
  readonly plain: Request
  readonly onSettle: (outcome: 'repeat' | 'giveUp') => void
}) {
  const { t } = useMessages()
  const explain = useExplain()
  const [password, setPassword] = useState('')
  const [state, setState] = useState<{ readonly isBusy: boolean; readonly failure?: string }>({ isBusy: false })
  const prove = async (event: FormEvent) => {
    event.preventDefault()
    if (password === '') return setState({ isBusy: false, failure: t('field.required') })
    setState({ isBusy: true })
    try {
      await props.plain('POST', '/portal/api/v1/me/proof', { body: { password } })
      props.onSettle('repeat')
    } catch (failure) {
      const isWrong = failure instanceof Fault && [400, 401, 403].includes(failure.status)
      setState({ isBusy: false, failure: isWrong ? t('session.passwordWrong') : explain(failure) })
    }
  }
  return (
    <Dialog isOpen title={t('session.prove')} onClose={() => props.onSettle('giveUp')}>
      <form noValidate onSubmit={(event) => void prove(event)}>
        <p>{t('session.proveText')}</p>
        <PasswordField
          hasFirstFocus
          id="proof-password"
          autoComplete="current-password"
          label={t('session.password')}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          error={state.failure}
        />
        <DialogActions>
          <Button onClick={() => props.onSettle('giveUp')}>{t('ui.cancel')}</Button>
          <Button type="submit" variant="primary" isBusy={state.isBusy}>
            {t('session.proveSubmit')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}
