import { useMessages } from '../i18n/Messages.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { paths } from '../paths.ts'
import { Bare } from './Bare.tsx'
import { ButtonLink } from './Link.tsx'
import { useWindowTitle } from './use-window-title.ts'

/** An address that leads nowhere. */
export function NotFound() {
  const { t } = useMessages()
  useWindowTitle(t('state.notFound'), 'Portico')
  return (
    <Bare>
      <EmptyState
        isPage
        kind="notFound"
        title={t('state.notFound')}
        text={t('state.notFoundText')}
        action={<ButtonLink to={paths.portal()}>{t('state.toPortal')}</ButtonLink>}
      />
    </Bare>
  )
}
