import type { ReactNode } from 'react'
import { paths } from '../paths.ts'
import { Mark } from '../ui/Mark.tsx'
import styles from './Bare.module.css'
import { Link } from './Link.tsx'

/** A page without the frame: the mark, and what there is to say. */
export const Bare = (props: { readonly children: ReactNode }) => (
  <main className={styles.bare}>
    <Link to={paths.portal()} className={styles.mark} label="Portico">
      <Mark size={32} />
    </Link>
    {props.children}
  </main>
)
