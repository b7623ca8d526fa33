import { useMessages } from '../i18n/Messages.tsx'
import { SkeletonRows } from '../ui/Skeleton.tsx'
import { Bare } from './Bare.tsx'

/** A page that takes more than a moment to read. */
export function Pending() {
  const { t } = useMessages()
  return (
    <>
      <h1 className="visually-hidden">{t('frame.loading')}</h1>
      <SkeletonRows label={t('frame.loading')} />
    </>
  )
}

/** The same before there is a frame. */
export function BarePending() {
  const { t } = useMessages()
  return (
    <Bare>
      <h1 className="visually-hidden">{t('frame.loading')}</h1>
    </Bare>
  )
}
