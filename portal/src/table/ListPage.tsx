import type { ReactNode } from 'react'
import styles from './ListPage.module.css'

/** The tools of a list (search, filters) over the list itself. */
export function ListPage(props: { readonly tools: ReactNode; readonly children: ReactNode }) {
  return (
    <>
      <div className={styles.tools}>{props.tools}</div>
      {props.children}
    </>
  )
}
