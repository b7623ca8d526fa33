import { getRouteApi } from '@tanstack/react-router'
import { useMessages } from '../i18n/Messages.tsx'
import { Link } from '../layout/Link.tsx'
import { PageHeader } from '../layout/PageHeader.tsx'
import { TopBar } from '../layout/TopBar.tsx'
import { paths, serverPaths } from '../paths.ts'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Mark } from '../ui/Mark.tsx'
import styles from './PortalsPage.module.css'
import { useSignOut } from './use-sign-out.ts'

const route = getRouteApi('/portal')

/** Where somebody starts who manages several realms, or none. With one, they are taken there. */
export function PortalsPage() {
  const { t } = useMessages()
  const { me } = route.useLoaderData()
  const signOut = useSignOut()
  return (
    <div className={styles.page}>
      <TopBar hasRail={false} me={me} onSignOut={signOut}>
        <Mark title="Portico" />
      </TopBar>
      <main className={styles.main}>
        <PageHeader title={t('realms.title')} lead={me.realms.length > 0 && t('realms.text')} />
        {me.realms.length === 0 ? (
          <EmptyState
            kind="notPermitted"
            title={t('state.noPortal')}
            text={t('state.noPortalText')}
            action={<Button onClick={() => location.assign(serverPaths.home())}>{t('frame.home')}</Button>}
          />
        ) : (
          <ul className={styles.list}>
            {me.realms.map(({ id, name }) => (
              <li key={id}>
                <Link to={paths.users({ realmId: id })}>
                  {name}
                  <Icon name="next" />
                </Link>
              </li>
            ))}
          </ul>
        )}
      </main>
    </div>
  )
}
