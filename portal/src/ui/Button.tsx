import { type ComponentPropsWithRef, useId } from 'react'
import styles from './button.module.css'
import { type ButtonSize, type ButtonVariant, buttonClass } from './button-class.ts'
import { Icon, type IconName } from './Icon.tsx'

type ButtonProps = Omit<ComponentPropsWithRef<'button'>, 'className' | 'style' | 'disabled' | 'type'> & {
  readonly variant?: ButtonVariant
  readonly size?: ButtonSize
  readonly icon?: IconName
  readonly type?: 'button' | 'submit'
  /** Opens a menu: an arrow after the words says so. */
  readonly opensMenu?: boolean
  readonly isBusy?: boolean
  /** Why this cannot be done now. It stays reachable by keyboard, and the reason is shown as text. */
  readonly disabledReason?: string | undefined
  /** Cannot be used, for a reason that is plain to see. */
  readonly isUnavailable?: boolean
  /** In a dialog: has the focus at the start. */
  readonly hasFirstFocus?: boolean
}

export function Button({
  variant,
  size,
  icon,
  type = 'button',
  opensMenu = false,
  isBusy = false,
  disabledReason,
  isUnavailable = false,
  hasFirstFocus = false,
  onClick,
  children,
  ...rest
}: ButtonProps) {
  const reasonId = useId()
  const isExplained = disabledReason !== undefined
  const isDisabled = isExplained || isUnavailable
  const button = (
    <button
      {...rest}
      type={type}
      className={buttonClass({ variant, size, hasIcon: icon !== undefined })}
      aria-disabled={isDisabled || undefined}
      aria-busy={isBusy || undefined}
      aria-describedby={isExplained ? reasonId : undefined}
      data-autofocus={hasFirstFocus || undefined}
      onClick={(event) => {
        if (isDisabled || isBusy) event.preventDefault()
        else onClick?.(event)
      }}
    >
      {isBusy ? <span className={styles.spinner} /> : icon !== undefined && <Icon name={icon} />}
      {children}
      {opensMenu && <Icon name="down" size={16} />}
    </button>
  )
  if (!isExplained) return button
  return (
    <span className={styles.explained}>
      {button}
      <span id={reasonId} className={styles.reason}>
        {disabledReason}
      </span>
    </span>
  )
}
