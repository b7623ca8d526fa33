import { useSyncExternalStore } from 'react'
import { useMessages } from '../i18n/Messages.tsx'
import { exactTime, relativeTime } from './relative-time.ts'

const minuteMs = 60_000
const everyHalfMinute = (listener: () => void) => {
  const timer = setInterval(listener, minuteMs / 2)
  return () => clearInterval(timer)
}
const currentMinute = () => Math.floor(Date.now() / minuteMs)

/** When something happened, relative to now; the exact time is in the title. */
export function RelativeTime(props: { readonly at: string | null | undefined }) {
  const { t, tag } = useMessages()
  const now = useSyncExternalStore(everyHalfMinute, currentMinute, currentMinute) * minuteMs
  if (props.at === null || props.at === undefined) return <span>{t('ui.never')}</span>
  const at = new Date(props.at)
  return (
    <time dateTime={props.at} title={exactTime(tag, at)}>
      {relativeTime(tag, at, new Date(now)) ?? t('ui.now')}
    </time>
  )
}
