import { useMessages } from '../i18n/Messages.tsx'
import { exactTime, relativeTime } from './relative-time.ts'
import { useNow } from './use-now.ts'

/** When something happened, relative to now; the exact time is in the title. */
export function RelativeTime(props: { readonly at: string | null | undefined }) {
  const { t, tag } = useMessages()
  const now = useNow()
  if (props.at === null || props.at === undefined) return <span>{t('ui.never')}</span>
  const at = new Date(props.at)
  return (
    <time dateTime={props.at} title={exactTime(tag, at)}>
      {relativeTime(tag, at, now) ?? t('ui.now')}
    </time>
  )
}
