import { useMessages } from '../i18n/Messages.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'

export function NotFound() {
  const { t } = useMessages()
  return <EmptyState kind="notFound" title={t('state.notFound')} text={t('state.notFoundText')} />
}
