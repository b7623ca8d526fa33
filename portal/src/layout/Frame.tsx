import type { ReactNode } from 'react'
import { useMessages } from '../i18n/Messages.tsx'
import type { IconName } from '../ui/Icon.tsx'
import { Icon } from '../ui/Icon.tsx'
import styles from './frame.module.css'
import { Link } from './Link.tsx'
import { type RealmChoice, RealmSwitcher } from './RealmSwitcher.tsx'
import { type Me, TopBar } from './TopBar.tsx'

export interface NavItem {
  readonly to: string
  readonly label: string
  readonly icon: IconName
}

const mainId = 'content'

/** What stands around every page: where one is, where one can go, who one is. */
export function Frame(props: {
  readonly realm: RealmChoice
  readonly realms: readonly RealmChoice[]
  readonly nav: readonly NavItem[]
  readonly me: Me
  readonly onSignOut: () => void
  readonly children: ReactNode
}) {
  const { t } = useMessages()
  const switcher = <RealmSwitcher realm={props.realm} realms={props.realms} />
  return (
    <div className={styles.frame}>
      <a href={`#${mainId}`} className={styles.skip}>
        {t('frame.skip')}
      </a>
      <nav aria-label={t('frame.main')} className={styles.rail}>
        {switcher}
        <ul className={styles.nav}>
          {props.nav.map(({ to, label, icon }) => (
            <li key={to}>
              <Link to={to}>
                <Icon name={icon} />
                {label}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <TopBar hasRail me={props.me} onSignOut={props.onSignOut}>
        {switcher}
      </TopBar>
      <main id={mainId} tabIndex={-1} className={styles.main}>
        {props.children}
      </main>
    </div>
  )
}
