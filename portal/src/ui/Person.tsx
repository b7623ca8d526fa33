import type { ReactNode } from 'react'
import { Avatar } from './Avatar.tsx'
import styles from './Person.module.css'

/** Who it is: name over username. `children` is the name, usually as a link. */
export function Person(props: { readonly name: string; readonly login: string; readonly children?: ReactNode }) {
  return (
    <div className={styles.person}>
      <Avatar name={props.name} />
      <span className={styles.words}>
        <span className={styles.name}>{props.children ?? props.name}</span>
        <span className={styles.login}>{props.login}</span>
      </span>
    </div>
  )
}
