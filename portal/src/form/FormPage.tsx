import type { ReactNode } from 'react'
import { Button } from '../ui/Button.tsx'
import { ErrorSummary } from '../ui/ErrorSummary.tsx'
import styles from './FormPage.module.css'
import type { Problem } from './problem.ts'

/**
 * A form in one column: what is wrong at the top, the fields, then the buttons. `problem` is required so that no page
 * forgets to show why it was refused.
 */
export function FormPage(props: {
  readonly submitLabel: string
  readonly isBusy: boolean
  readonly problem: Problem
  readonly onSubmit: () => void
  readonly cancel: ReactNode
  readonly children: ReactNode
}) {
  const { problem, onSubmit, isBusy } = props
  return (
    <form
      noValidate
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (!isBusy) onSubmit()
      }}
    >
      <ErrorSummary key={problem.attempt} fields={problem.fields} message={problem.message} />
      {props.children}
      <div className={styles.actions}>
        {props.cancel}
        <Button type="submit" variant="primary" isBusy={isBusy}>
          {props.submitLabel}
        </Button>
      </div>
    </form>
  )
}

/** Two short fields that belong together, side by side where there is room. */
export const Pair = (props: { readonly children: ReactNode }) => <div className={styles.pair}>{props.children}</div>
