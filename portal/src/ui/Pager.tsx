import { useMessages } from '../i18n/Messages.tsx'
import { Button } from './Button.tsx'
import styles from './Pager.module.css'

/** Steps through a keyset list: there is a next page or not, but no page numbers. `count` is text: "204 users". */
export function Pager(props: {
  readonly count: string
  readonly onPrevious?: (() => void) | undefined
  readonly onNext?: (() => void) | undefined
}) {
  const { t } = useMessages()
  const { count, onPrevious, onNext } = props
  return (
    <nav aria-label={t('table.pages')} className={styles.pager}>
      <span aria-live="polite">{count}</span>
      {(onPrevious !== undefined || onNext !== undefined) && (
        <span className={styles.buttons}>
          <PageButton label={t('table.previous')} onClick={onPrevious} />
          <PageButton label={t('table.next')} onClick={onNext} />
        </span>
      )}
    </nav>
  )
}

// At the ends the button stays, so that the other one does not move under the pointer.
function PageButton(props: { readonly label: string; readonly onClick: (() => void) | undefined }) {
  return (
    <Button size="small" isUnavailable={props.onClick === undefined} onClick={() => props.onClick?.()}>
      {props.label}
    </Button>
  )
}
