import type { NewUserForm } from '@portico/contract/portal.ts'
import { CheckboxField } from '../ui/CheckboxField.tsx'
import { SelectField } from '../ui/SelectField.tsx'
import { TextField } from '../ui/TextField.tsx'
import { profilePath } from './base-fields.ts'

export type Attribute = NewUserForm['types'][number]['attributes'][number]

/** A field for an attribute of the operator's own: its name, help and kind come from the schema of the user type. */
export function AttributeField(props: {
  readonly attribute: Attribute
  readonly value: string
  readonly onChange: (value: string) => void
  readonly error: string | undefined
}) {
  const { attribute, value, onChange, error } = props
  const { name, title, description, type, required, choices } = attribute
  const common = {
    id: profilePath(name),
    label: title,
    isOptional: !required,
    help: description === '' ? undefined : description,
    error,
  }
  if (type === 'boolean')
    return (
      <CheckboxField
        label={title}
        help={description}
        isChecked={value === 'true'}
        onChange={(isChecked) => onChange(String(isChecked))}
      />
    )
  if (choices.length > 0)
    return (
      <SelectField
        {...common}
        options={[{ value: '', label: '' }, ...choices.map((choice) => ({ value: choice.value, label: choice.title }))]}
        value={value}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
    )
  return (
    <TextField
      {...common}
      autoComplete="off"
      inputMode={type === 'number' || type === 'integer' ? 'decimal' : 'text'}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  )
}

/** The value that the schema of the attribute asks for; undefined when nothing was entered. A box says something as it is. */
export function attributeValue(
  { type, required }: { readonly type: string; readonly required: boolean },
  text: string,
): unknown {
  const entered = text.trim()
  if (type === 'boolean' && (required || entered !== '')) return entered === 'true'
  if (entered === '') return undefined
  if (type === 'number' || type === 'integer') return Number.isNaN(Number(entered)) ? entered : Number(entered)
  if (type === 'array')
    return entered
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== '')
  return entered
}
