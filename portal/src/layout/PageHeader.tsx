import type { ReactNode } from 'react'
import { useMessages } from '../i18n/Messages.tsx'
import { Link } from './Link.tsx'
import styles from './PageHeader.module.css'
import { useWindowTitle } from './use-window-title.ts'

interface Crumb {
  readonly to: string
  readonly label: string
}

/** The title of a page and its one primary action. Crumbs, from the top down, only where there is depth. */
export function PageHeader(props: {
  readonly title: string
  /** Where this page is, for the title of the window: "Acme". */
  readonly place?: string
  readonly crumbs?: readonly Crumb[]
  readonly lead?: ReactNode
  readonly action?: ReactNode
}) {
  const { t } = useMessages()
  const { title, place, crumbs = [], lead, action } = props
  useWindowTitle(title, ...crumbs.map(({ label }) => label).reverse(), place)
  return (
    <div className={styles.header}>
      <div className={styles.words}>
        {crumbs.length > 0 && (
          <nav aria-label={t('frame.crumbs')} className={styles.crumbs}>
            <ol>
              {crumbs.map(({ to, label }) => (
                <li key={to}>
                  <Link to={to}>{label}</Link>
                </li>
              ))}
            </ol>
          </nav>
        )}
        <h1 tabIndex={-1}>{title}</h1>
        {lead !== undefined && <div className={styles.lead}>{lead}</div>}
      </div>
      {action}
    </div>
  )
}
