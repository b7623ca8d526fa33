import type { ReactNode } from 'react'
import styles from './Callout.module.css'
import { Icon, type IconName } from './Icon.tsx'

type Tone = 'note' | 'good' | 'warning' | 'danger'

const icons: Readonly<Record<Tone, IconName | undefined>> = {
  note: undefined,
  good: 'check',
  warning: 'warning',
  danger: 'warning',
}

/** Something that has to be known here, with at most one action. */
export function Callout(props: { readonly tone?: Tone; readonly children: ReactNode; readonly action?: ReactNode }) {
  const { tone = 'note', children, action } = props
  const icon = icons[tone]
  return (
    <div role={tone === 'danger' ? 'alert' : undefined} className={`${styles.callout} ${styles[tone] ?? ''}`}>
      {icon !== undefined && (
        <span className={styles.icon}>
          <Icon name={icon} />
        </span>
      )}
      <div className={styles.text}>{children}</div>
      {action}
    </div>
  )
}
