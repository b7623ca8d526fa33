import { useNavigate } from '@tanstack/react-router'
import { useMessages } from '../i18n/Messages.tsx'
import { paths } from '../paths.ts'
import { ActionMenu } from '../ui/ActionMenu.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Mark } from '../ui/Mark.tsx'
import styles from './frame.module.css'

export interface RealmChoice {
  readonly id: string
  readonly name: string
}

const listedUpTo = 12

/** The name of the realm; a menu for those who manage several. */
export function RealmSwitcher(props: { readonly realm: RealmChoice; readonly realms: readonly RealmChoice[] }) {
  const { t } = useMessages()
  const navigate = useNavigate()
  const { realm, realms } = props
  if (realms.length <= 1) {
    return (
      <div className={styles.realm}>
        <Mark size={20} />
        <span className={styles.realmName}>{realm.name}</span>
      </div>
    )
  }
  const listed = realms.slice(0, listedUpTo).map(({ id, name }) => ({
    label: name,
    isChosen: id === realm.id,
    onSelect: () => void navigate({ to: paths.users({ realmId: id }) }),
  }))
  const all = { label: t('frame.allRealms'), onSelect: () => void navigate({ to: paths.portal() }) }
  return (
    <ActionMenu groups={[{ actions: listed }, { actions: [all] }]}>
      <button type="button" className={styles.realm} aria-label={t('frame.switchRealm', { realm: realm.name })}>
        <Mark size={20} />
        <span className={styles.realmName}>{realm.name}</span>
        <Icon name="down" size={16} />
      </button>
    </ActionMenu>
  )
}
