import styles from './FilterSelect.module.css'
import { Icon } from './Icon.tsx'
import type { Option } from './SelectField.tsx'

/** A filter of a list: its name and its value on one line. */
export function FilterSelect(props: {
  readonly label: string
  readonly options: readonly Option[]
  readonly value: string
  readonly onChange: (value: string) => void
  readonly name: string
}) {
  return (
    <label className={styles.filter}>
      {props.label}
      <select name={props.name} value={props.value} onChange={(event) => props.onChange(event.currentTarget.value)}>
        {props.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <Icon name="down" />
    </label>
  )
}
