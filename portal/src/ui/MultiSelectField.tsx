import { MultiSelect } from '@mantine/core'
import '@mantine/core/styles/Combobox.css'
import '@mantine/core/styles/Pill.css'
import '@mantine/core/styles/PillsInput.css'
import '@mantine/core/styles/Popover.css'
import '@mantine/core/styles/ScrollArea.css'
import '@mantine/core/styles/CloseButton.css'
import { useMessages } from '../i18n/Messages.tsx'
import { FieldLabel, type FieldProps, fieldClasses, fieldOrder } from './field.tsx'
import styles from './field.module.css'
import type { Option } from './SelectField.tsx'

type MultiSelectFieldProps = FieldProps & {
  readonly options: readonly Option[]
  readonly value: readonly string[]
  readonly onChange: (value: string[]) => void
  readonly search: string
  readonly onSearch: (search: string) => void
  readonly max?: number
  readonly name?: string
}

/** Any number of many, found by typing. The caller searches; what is chosen must stay among the options. */
export function MultiSelectField(props: MultiSelectFieldProps) {
  const { t } = useMessages()
  const { id, label, help, error, isOptional = false, options, value, onChange, search, onSearch, max, name } = props
  return (
    <MultiSelect
      id={id}
      size="md"
      searchable
      hidePickedOptions
      data={[...options]}
      value={[...value]}
      onChange={onChange}
      searchValue={search}
      onSearchChange={onSearch}
      filter={({ options: found }) => found}
      nothingFoundMessage={t('ui.nothingFound')}
      label={<FieldLabel label={label} isOptional={isOptional} />}
      description={help}
      error={error}
      inputWrapperOrder={fieldOrder}
      classNames={{ ...fieldClasses, pill: styles.pill ?? '' }}
      comboboxProps={{ portalProps: { target: 'main' }, transitionProps: { duration: 100, transition: 'fade' } }}
      {...(max === undefined ? {} : { maxValues: max })}
      {...(name === undefined ? {} : { name })}
    />
  )
}
