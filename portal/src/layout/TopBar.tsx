import type { ReactNode } from 'react'
import { useMessages } from '../i18n/Messages.tsx'
import { serverPaths } from '../paths.ts'
import { ActionMenu } from '../ui/ActionMenu.tsx'
import { Avatar } from '../ui/Avatar.tsx'
import styles from './frame.module.css'
import { LanguageMenu } from './LanguageMenu.tsx'
import { SchemeMenu } from './SchemeMenu.tsx'

export interface Me {
  readonly name: string
  readonly login: string
}

/** `children` stands at the start: always, or where the rail has become the bottom bar. */
export function TopBar(props: {
  readonly me: Me
  readonly onSignOut: () => void
  readonly hasRail: boolean
  readonly children: ReactNode
}) {
  const { t } = useMessages()
  const { me, onSignOut } = props
  const home = { label: t('frame.home'), icon: 'apps', onSelect: () => location.assign(serverPaths.home()) } as const
  const signOut = { label: t('frame.signOut'), icon: 'signOut', onSelect: onSignOut } as const
  return (
    <header className={styles.bar}>
      <div className={props.hasRail ? `${styles.start} ${styles.besideRail}` : styles.start}>{props.children}</div>
      <LanguageMenu />
      <SchemeMenu />
      <ActionMenu groups={[{ label: `${me.name}, ${me.login}`, actions: [home, signOut] }]}>
        <button type="button" className={styles.me} aria-label={t('frame.me', { name: me.name })} title={me.name}>
          <Avatar name={me.name} />
        </button>
      </ActionMenu>
    </header>
  )
}
