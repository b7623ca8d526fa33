import { NativeSelect } from '@mantine/core'
import type { ComponentPropsWithRef } from 'react'
import { FieldLabel, type FieldProps, fieldClasses, fieldOrder } from './field.tsx'
import { Icon } from './Icon.tsx'

export interface Option {
  readonly value: string
  readonly label: string
}

type SelectFieldProps = FieldProps &
  Pick<ComponentPropsWithRef<'select'>, 'value' | 'defaultValue' | 'onChange' | 'onBlur' | 'name' | 'ref'> & {
    readonly options: readonly Option[]
  }

/** One of a few. The control is the browser's own: it works on every phone. */
export function SelectField({ id, label, help, error, isOptional = false, options, ...select }: SelectFieldProps) {
  return (
    <NativeSelect
      {...select}
      id={id}
      size="md"
      data={[...options]}
      rightSection={<Icon name="down" />}
      label={<FieldLabel label={label} isOptional={isOptional} />}
      description={help}
      error={error}
      inputWrapperOrder={fieldOrder}
      classNames={fieldClasses}
    />
  )
}
