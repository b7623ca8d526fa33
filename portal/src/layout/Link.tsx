import { Link as RouterLink } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Button } from '../ui/Button.tsx'
import { type ButtonSize, type ButtonVariant, buttonClass } from '../ui/button-class.ts'
import { Icon, type IconName } from '../ui/Icon.tsx'

interface LinkProps {
  /** From `paths`. */
  readonly to: string
  readonly children: ReactNode
  readonly className?: string | undefined
  readonly label?: string
}

/** A link to a page of the portal. While one is there or below, it says so (`aria-current`). */
export function Link({ to, children, className, label }: LinkProps) {
  return (
    <RouterLink to={to} className={className} aria-label={label}>
      {children}
    </RouterLink>
  )
}

/** A link that is drawn as a button, because it leads to where something is done. Disabled, it is a button that says why. */
export function ButtonLink(props: {
  readonly to: string
  readonly children: ReactNode
  readonly variant?: ButtonVariant
  readonly size?: ButtonSize
  readonly icon?: IconName
  readonly disabledReason?: string | undefined
}) {
  const { to, children, disabledReason, ...look } = props
  if (disabledReason !== undefined)
    return (
      <Button {...look} disabledReason={disabledReason}>
        {children}
      </Button>
    )
  return (
    <RouterLink to={to} className={buttonClass({ ...look, hasIcon: look.icon !== undefined })}>
      {look.icon !== undefined && <Icon name={look.icon} />}
      {children}
    </RouterLink>
  )
}
