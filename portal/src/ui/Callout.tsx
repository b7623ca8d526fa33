import type { ReactNode } from 'react'
import styles from './Callout.module.css'

/** Something that has to be known here, with at most one action. */
export function Callout(props: {
  readonly tone?: 'note' | 'warning' | 'danger'
  readonly children: ReactNode
  readonly action?: ReactNode
}) {
  const { tone = 'note', children, action } = props
  return (
    <div role={tone === 'danger' ? 'alert' : undefined} className={`${styles.callout} ${styles[tone] ?? ''}`}>
      <div>{children}</div>
      {action}
    </div>
  )
}
