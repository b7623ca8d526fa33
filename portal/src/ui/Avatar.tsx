import styles from './Avatar.module.css'
import { initials } from './initials.ts'

/** Decoration beside a name, so it is silent, and its letters are not text that is copied or found. */
export function Avatar(props: { readonly name: string; readonly isLarge?: boolean }) {
  const className = props.isLarge === true ? `${styles.avatar} ${styles.large}` : styles.avatar
  return <span aria-hidden className={className} data-initials={initials(props.name)} />
}
