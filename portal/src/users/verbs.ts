import type { MessagesValue } from '../i18n/Messages.tsx'
import type { LifecycleVerb } from './requests.ts'

interface VerbWords {
  readonly label: string
  readonly question: string
  readonly effects: readonly string[]
  readonly done: string
  readonly isDestructive?: boolean
  /** The verb that takes it back. */
  readonly undo?: LifecycleVerb
}

/** What each verb asks, does and says afterwards. */
export function verbWords(
  { t }: Pick<MessagesValue, 't'>,
  verb: LifecycleVerb,
  { name, login }: { readonly name: string; readonly login: string },
): VerbWords {
  switch (verb) {
    case 'activate':
      return {
        label: t('action.activate'),
        question: t('activate.title', { name }),
        effects: [t('activate.mail', { name })],
        done: t('activate.done', { name }),
      }
    case 'reactivate':
      return {
        label: t('action.reactivate'),
        question: t('resend.title', { name }),
        effects: [t('activate.mail', { name }), t('resend.effect')],
        done: t('resend.done', { name }),
      }
    case 'suspend':
      return {
        label: t('action.suspend'),
        question: t('suspend.title', { name }),
        effects: [t('suspend.effectSignIn', { name }), t('suspend.effectSessions'), t('suspend.effectKept')],
        done: t('suspend.done', { name }),
        undo: 'unsuspend',
      }
    case 'unsuspend':
      return {
        label: t('action.unsuspend'),
        question: t('unsuspend.title', { name }),
        effects: [t('unsuspend.effect', { name })],
        done: t('unsuspend.done', { name }),
      }
    case 'unlock':
      return {
        label: t('action.unlock'),
        question: t('unlock.title', { name }),
        effects: [t('unlock.effect', { name })],
        done: t('unlock.done', { name }),
      }
    case 'resetPassword':
      return {
        label: t('action.resetPassword'),
        question: t('resetPassword.title', { name }),
        effects: [t('resetPassword.effectMail', { name }), t('resetPassword.effectOld')],
        done: t('resetPassword.done', { name }),
      }
    case 'expirePassword':
      return {
        label: t('action.expirePassword'),
        question: t('expirePassword.title', { name }),
        effects: [t('expirePassword.effect', { name })],
        done: t('expirePassword.done', { name }),
      }
    case 'deactivate':
      return {
        label: t('action.deactivate'),
        question: t('deactivate.title', { name }),
        effects: [t('deactivate.effectSignIn', { name }), t('deactivate.effectLost'), t('deactivate.effectKept')],
        done: t('deactivate.done', { name }),
        isDestructive: true,
      }
    case 'delete':
      return {
        label: t('action.delete'),
        question: t('delete.title', { name }),
        effects: [t('delete.effect'), t('delete.effectName', { login })],
        done: t('delete.done', { name }),
        isDestructive: true,
      }
  }
}
