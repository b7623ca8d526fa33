import styles from './StatusBadge.module.css'

export type StatusTone = 'good' | 'waiting' | 'warning' | 'danger' | 'off'

/** A dot and a word: the colour only repeats what the word says. */
export function StatusBadge(props: { readonly tone: StatusTone; readonly children: string }) {
  return (
    <span className={styles.badge}>
      <span className={`${styles.dot} ${styles[props.tone]}`} />
      {props.children}
    </span>
  )
}
