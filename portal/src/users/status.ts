import type { UserStatus } from '@portico/contract/users.ts'
import type { StatusTone } from '../ui/StatusBadge.tsx'

/** How each status looks; its word is in the catalogue. The order is that of the filter. */
export const statusTones: Readonly<Record<UserStatus, StatusTone>> = {
  ACTIVE: 'good',
  PROVISIONED: 'waiting',
  RECOVERY: 'waiting',
  PASSWORD_EXPIRED: 'warning',
  LOCKED_OUT: 'danger',
  SUSPENDED: 'warning',
  STAGED: 'off',
  DEPROVISIONED: 'off',
}

export const isUserStatus = (value: string): value is UserStatus => Object.hasOwn(statusTones, value)
