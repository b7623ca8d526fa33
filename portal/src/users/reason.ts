import type { UserRow } from '@portico/contract/portal.ts'
import type { MessagesValue } from '../i18n/Messages.tsx'

type Can = UserRow['can']['suspend']

/**
 * Why something cannot be done, in words; undefined where it can. A proof that is missing is no reason: it is asked for
 * when the time comes (`api/interruption.ts`).
 */
export function disabledReason(
  { find, t }: Pick<MessagesValue, 'find' | 't'>,
  can: Can,
  action = '',
): string | undefined {
  if (can.allowed || can.reason?.code === 'proofNeeded') return undefined
  const { code = 'notPermitted', params = {} } = can.reason ?? {}
  return find(`reason.${code}.${action}`, params) ?? find(`reason.${code}`, params) ?? t('reason.notPermitted')
}
