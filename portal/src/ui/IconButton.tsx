import type { ComponentPropsWithRef } from 'react'
import styles from './button.module.css'
import { Icon, type IconName } from './Icon.tsx'

type IconButtonProps = Omit<ComponentPropsWithRef<'button'>, 'children' | 'className' | 'disabled' | 'title'> & {
  /** What the button does, for people who do not see the icon; also its tooltip. */
  readonly label: string
  readonly icon: IconName
  readonly isSmall?: boolean
}

export function IconButton({ label, icon, isSmall = false, ...rest }: IconButtonProps) {
  const className = [styles.button, styles.square, isSmall && styles.small].filter(Boolean).join(' ')
  return (
    <button type="button" {...rest} className={className} aria-label={label} title={label}>
      <Icon name={icon} />
    </button>
  )
}
