import { useId } from 'react'
import styles from './field.module.css'

export function CheckboxField(props: {
  readonly label: string
  readonly help?: string
  readonly isChecked: boolean
  readonly onChange: (isChecked: boolean) => void
  readonly name?: string
}) {
  const id = useId()
  return (
    <div className={`${styles.choice} ${styles.plain}`}>
      <input
        type="checkbox"
        id={id}
        name={props.name}
        checked={props.isChecked}
        aria-describedby={props.help === undefined ? undefined : `${id}-help`}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
      <label htmlFor={id} className={styles.choiceLabel}>
        {props.label}
      </label>
      {props.help !== undefined && (
        <span id={`${id}-help`} className={styles.choiceHelp}>
          {props.help}
        </span>
      )}
    </div>
  )
}
