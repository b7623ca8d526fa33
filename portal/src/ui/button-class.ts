import styles from './button.module.css'

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger'
export type ButtonSize = 'medium' | 'small'

/** The look of a button, for links that are drawn as one. */
export function buttonClass(look: {
  readonly variant?: ButtonVariant | undefined
  readonly size?: ButtonSize | undefined
  readonly hasIcon?: boolean
}): string {
  const { variant = 'secondary', size = 'medium', hasIcon = false } = look
  const names = [styles.button, styles[variant], size === 'small' && styles.small, hasIcon && styles.withIcon]
  return names.filter(Boolean).join(' ')
}
