import type { ReactNode } from 'react'
import styles from './gallery.module.css'

export const Section = (props: { readonly title: string; readonly children: ReactNode }) => (
  <section className={styles.section} aria-label={props.title}>
    <h2>{props.title}</h2>
    {props.children}
  </section>
)

export const Row = (props: { readonly children: ReactNode }) => <div className={styles.row}>{props.children}</div>

export const Narrow = (props: { readonly children: ReactNode }) => <div className={styles.narrow}>{props.children}</div>
