import { PasswordInput } from '@mantine/core'
import '@mantine/core/styles/PasswordInput.css'
import '@mantine/core/styles/ActionIcon.css'
import type { ComponentPropsWithRef } from 'react'
import { useMessages } from '../i18n/Messages.tsx'
import { FieldLabel, type FieldProps, fieldClasses, fieldOrder } from './field.tsx'

type PasswordFieldProps = FieldProps &
  Pick<ComponentPropsWithRef<'input'>, 'value' | 'defaultValue' | 'onChange' | 'onBlur' | 'name' | 'ref'> & {
    readonly autoComplete: 'new-password' | 'current-password' | 'off'
    readonly hasFirstFocus?: boolean
  }

export function PasswordField(props: PasswordFieldProps) {
  const { id, label, help, error, isOptional = false, hasFirstFocus = false, ...input } = props
  const { t } = useMessages()
  return (
    <PasswordInput
      {...input}
      id={id}
      size="md"
      data-autofocus={hasFirstFocus || undefined}
      label={<FieldLabel label={label} isOptional={isOptional} />}
      description={help}
      error={error}
      aria-required={!isOptional}
      inputWrapperOrder={fieldOrder}
      classNames={fieldClasses}
      visibilityToggleButtonProps={{ 'aria-label': t('ui.showPassword'), tabIndex: 0 }}
    />
  )
}
