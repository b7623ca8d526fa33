import type { UserPage } from '@portico/contract/portal.ts'
import { useMessages } from '../i18n/Messages.tsx'
import { Button } from '../ui/Button.tsx'
import { Callout } from '../ui/Callout.tsx'
import { exactTime, relativeTime } from '../ui/relative-time.ts'
import { useNow } from '../ui/use-now.ts'
import { disabledReason } from './reason.ts'
import { isLifecycleVerb, type LifecycleVerb } from './requests.ts'
import { verbWords } from './verbs.ts'

/** The answer to what people come with: can this person sign in, and if not, why and what helps. */
export function SignInCallout(props: {
  readonly user: UserPage
  readonly login: string
  readonly onMend: (verb: LifecycleVerb) => void
}) {
  const messages = useMessages()
  const { user, login, onMend } = props
  const { remedy } = user.signIn
  const verb = remedy !== null && isLifecycleVerb(remedy) ? remedy : undefined
  const action = verb !== undefined && (
    <Button size="small" disabledReason={disabledReason(messages, user.can[verb], verb)} onClick={() => onMend(verb)}>
      {verbWords(messages, verb, { name: user.name, login }).label}
    </Button>
  )
  return (
    <Callout tone={toneOf(user.signIn)} action={action}>
      <Sentence user={user} />
    </Callout>
  )
}

/** Somebody who waits is as it should be; the others want help. */
const waiting: ReadonlySet<string> = new Set(['linkSent', 'recovering', 'notYet'])

function toneOf({ canSignIn, reason }: UserPage['signIn']) {
  if (canSignIn) return 'good'
  return waiting.has(reason) ? 'note' : 'warning'
}

/** When something was or will be is said as people say it; the exact time is in the title. */
function Sentence({ user: { name, lastLogin, signIn } }: { readonly user: UserPage }) {
  const { t, find, tag } = useMessages()
  const now = useNow()
  if (signIn.reason === 'active' && lastLogin === null) return t('signIn.activeNever', { name })
  const time = signIn.reason === 'active' ? lastLogin : signIn.at
  const at = time === null ? undefined : new Date(time)
  const when = at === undefined ? t('signIn.unknownTime') : (relativeTime(tag, at, now) ?? t('ui.now'))
  return (
    <span title={at && exactTime(tag, at)}>
      {find(`signIn.${signIn.reason}`, { name, when }) ?? t('signIn.notActivated', { name })}
    </span>
  )
}
