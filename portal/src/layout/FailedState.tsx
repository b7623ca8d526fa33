import { useExplain } from '../api/explain.ts'
import { Fault } from '../api/fault.ts'
import { useMessages } from '../i18n/Messages.tsx'
import { paths } from '../paths.ts'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ButtonLink } from './Link.tsx'
import { useWindowTitle } from './use-window-title.ts'

interface FailedProps {
  readonly failure: unknown
  readonly onRetry: () => void
}

/** What stands in the place of something that could not be read. */
export function FailedState({ failure, onRetry }: FailedProps) {
  const { t } = useMessages()
  const { canRetry, ...state } = useStateOf(failure)
  const action = canRetry && <Button onClick={onRetry}>{t('ui.retry')}</Button>
  return <EmptyState {...state} action={action} />
}

/** The same where that something is the whole page. */
export function FailedPage({ failure, onRetry }: FailedProps) {
  const { t } = useMessages()
  const { canRetry, ...state } = useStateOf(failure)
  useWindowTitle(state.title, 'Portico')
  const action = canRetry ? (
    <Button onClick={onRetry}>{t('ui.retry')}</Button>
  ) : (
    <ButtonLink to={paths.portal()}>{t('state.toPortal')}</ButtonLink>
  )
  return <EmptyState isPage {...state} action={action} />
}

function useStateOf(failure: unknown) {
  const { t } = useMessages()
  const explain = useExplain()
  const status = failure instanceof Fault ? failure.status : undefined
  if (status === 404)
    return { kind: 'notFound', title: t('state.notFound'), text: t('state.notFoundText'), canRetry: false } as const
  if (status === 403)
    return {
      kind: 'notPermitted',
      title: t('state.notPermitted'),
      text: t('state.notPermittedText'),
      canRetry: false,
    } as const
  return { kind: 'failed', title: t('state.failed'), text: explain(failure), canRetry: true } as const
}
