import { TextInput } from '@mantine/core'
import type { ComponentPropsWithRef } from 'react'
import { FieldLabel, type FieldProps, fieldClasses, fieldOrder } from './field.tsx'

type TextFieldProps = FieldProps &
  Pick<
    ComponentPropsWithRef<'input'>,
    | 'value'
    | 'defaultValue'
    | 'onChange'
    | 'onBlur'
    | 'type'
    | 'inputMode'
    | 'autoComplete'
    | 'name'
    | 'ref'
    | 'maxLength'
  >

export function TextField({ id, label, help, error, isOptional = false, ...input }: TextFieldProps) {
  return (
    <TextInput
      {...input}
      id={id}
      size="md"
      label={<FieldLabel label={label} isOptional={isOptional} />}
      description={help}
      error={error}
      aria-required={!isOptional}
      inputWrapperOrder={fieldOrder}
      classNames={fieldClasses}
    />
  )
}
