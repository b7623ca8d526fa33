import { type MessagesValue, useMessages } from '../i18n/Messages.tsx'
import { Fault, type FieldFault } from './fault.ts'

type Words = Pick<MessagesValue, 't' | 'find'>

/** A failure in the words of the page: what is wrong, then what to do. */
export function explainFault({ t, find }: Words, failure: unknown): string {
  if (!(failure instanceof Fault) || failure.status === 0) return t('fault.network')
  const words = find(`fault.${failure.code}`, { ...failure.params, errorId: failure.errorId })
  if (words !== undefined) return words
  // Without a reference it was not Portico that answered, but something in front of it.
  return failure.errorId === '' ? t('fault.server.unavailable') : t('fault.unknown', { errorId: failure.errorId })
}

/** The same for one field. A code that has no words yet is still told to be wrong. */
export function explainField({ t, find }: Words, field: FieldFault): string {
  return find(`field.${field.code}`, field.params) ?? t('field.patternMismatch')
}

export function useExplain(): (failure: unknown) => string {
  const words = useMessages()
  return (failure) => explainFault(words, failure)
}
