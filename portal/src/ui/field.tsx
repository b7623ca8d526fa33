import '@mantine/core/styles/Input.css'
import type { ReactNode } from 'react'
import { useMessages } from '../i18n/Messages.tsx'
import styles from './field.module.css'

/** What every field says: its name, what to know before typing, what is wrong. */
export interface FieldProps {
  readonly id: string
  readonly label: string
  readonly help?: string | undefined
  readonly error?: ReactNode
  /** Most fields are required; the others say so. */
  readonly isOptional?: boolean
}

export const fieldOrder: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error']

export const fieldClasses = {
  label: styles.label ?? '',
  description: styles.help ?? '',
  error: styles.error ?? '',
  input: styles.input ?? '',
  dropdown: styles.dropdown ?? '',
}

export function FieldLabel(props: Pick<FieldProps, 'label' | 'isOptional'>) {
  const { t } = useMessages()
  if (props.isOptional !== true) return props.label
  return (
    <>
      {props.label} <span className={styles.optional}>({t('ui.optional')})</span>
    </>
  )
}
