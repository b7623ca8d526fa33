import { type ReactNode, useId } from 'react'
import styles from './field.module.css'

interface Choice<V extends string> {
  readonly value: V
  readonly label: string
  readonly help?: string
  /** Why this cannot be chosen: shown in place of the help. */
  readonly disabledReason?: string | undefined
  /** Shown inside while chosen: what belongs to this choice alone. */
  readonly children?: ReactNode
}

/** One of several, each explained. Native radio buttons: arrow keys, forms and screen readers know them. */
export function Choices<V extends string>(props: {
  readonly name: string
  readonly label: string
  readonly choices: readonly Choice<V>[]
  readonly value: V
  readonly onChange: (value: V) => void
}) {
  const id = useId()
  return (
    <fieldset className={styles.group}>
      <legend>{props.label}</legend>
      {props.choices.map((choice) => {
        const help = choice.disabledReason ?? choice.help
        return (
          <div key={choice.value} className={styles.choice}>
            <input
              type="radio"
              id={`${id}-${choice.value}`}
              name={props.name}
              value={choice.value}
              checked={props.value === choice.value}
              disabled={choice.disabledReason !== undefined}
              aria-describedby={help === undefined ? undefined : `${id}-${choice.value}-help`}
              onChange={() => props.onChange(choice.value)}
            />
            <label htmlFor={`${id}-${choice.value}`} className={styles.choiceLabel}>
              {choice.label}
            </label>
            {help !== undefined && (
              <span id={`${id}-${choice.value}-help`} className={styles.choiceHelp}>
                {help}
              </span>
            )}
            {props.value === choice.value && choice.children !== undefined && (
              <div className={styles.choiceMore}>{choice.children}</div>
            )}
          </div>
        )
      })}
    </fieldset>
  )
}
