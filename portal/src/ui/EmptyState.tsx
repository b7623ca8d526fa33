import type { ReactNode } from 'react'
import styles from './EmptyState.module.css'
import { Icon, type IconName } from './Icon.tsx'

/** Why there is nothing to see. The five are told apart by icon and words; waiting is a skeleton instead. */
export type EmptyKind = 'noneYet' | 'noMatch' | 'notPermitted' | 'notFound' | 'failed'

const icons: Readonly<Record<EmptyKind, IconName>> = {
  noneYet: 'nothing',
  noMatch: 'search',
  notPermitted: 'lock',
  notFound: 'search',
  failed: 'warning',
}

export function EmptyState(props: {
  readonly kind: EmptyKind
  readonly title: string
  readonly text?: string | undefined
  readonly action?: ReactNode
  /** It is all there is: the title is that of the page. */
  readonly isPage?: boolean
}) {
  const { kind, title, text, action, isPage = false } = props
  return (
    <div role={kind === 'failed' ? 'alert' : 'status'} className={`${styles.state} ${styles[kind] ?? ''}`}>
      <span className={styles.icon}>
        <Icon name={icons[kind]} size={24} />
      </span>
      {isPage ? (
        <h1 tabIndex={-1} className={styles.title}>
          {title}
        </h1>
      ) : (
        <p className={styles.title}>{title}</p>
      )}
      {text !== undefined && <p className={styles.text}>{text}</p>}
      {action !== undefined && action !== false && <div className={styles.action}>{action}</div>}
    </div>
  )
}
