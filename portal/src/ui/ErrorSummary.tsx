import type { ReactNode } from 'react'
import { useMessages } from '../i18n/Messages.tsx'
import styles from './ErrorSummary.module.css'

export interface FieldError {
  /** The id of the control, to go there. Without one it is not on this page. */
  readonly id?: string
  readonly label: string
  readonly message: string
}

/** Everything that keeps a form from being sent. Takes the focus when it appears: give it a new key on each attempt. */
export function ErrorSummary(props: { readonly fields: readonly FieldError[]; readonly message?: string | undefined }) {
  const { t } = useMessages()
  const { fields, message } = props
  if (fields.length === 0 && message === undefined) return null
  return (
    <div role="alert" tabIndex={-1} ref={takeFocus} className={styles.summary}>
      <p className={styles.title}>{message ?? t('ui.errors', { count: fields.length })}</p>
      {fields.length > 0 && (
        <ul>
          {fields.map((field) => (
            <li key={field.label}>
              <Jump id={field.id}>
                {field.label}: {field.message}
              </Jump>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function Jump(props: { readonly id: string | undefined; readonly children: ReactNode }) {
  const { id, children } = props
  if (id === undefined) return children
  return (
    <a
      href={`#${id}`}
      onClick={(event) => {
        event.preventDefault()
        document.getElementById(id)?.focus()
      }}
    >
      {children}
    </a>
  )
}

const takeFocus = (element: HTMLElement | null) => element?.focus()
