import type { UserStatus } from '@portico/contract/users.ts'
import { useMessages } from '../i18n/Messages.tsx'
import { StatusBadge } from '../ui/StatusBadge.tsx'
import { statusTones } from './status.ts'

export function UserStatusBadge(props: { readonly status: UserStatus }) {
  const { t } = useMessages()
  return <StatusBadge tone={statusTones[props.status]}>{t(`status.${props.status}`)}</StatusBadge>
}
