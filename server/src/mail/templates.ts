import type { MessageKey } from '@portico/messages/translate.ts'

/** One kind of mail: its words by key, and the page that its button opens. */
export interface Template {
  readonly subject: MessageKey
  readonly text: MessageKey
  readonly button?: { readonly label: MessageKey; readonly path: string }
  /** Said instead of "done by": who did it and when is always told, except where nobody did anything yet. */
  readonly closing: readonly MessageKey[]
}

const doneByAdmin: readonly MessageKey[] = ['mail.doneBy', 'mail.notYou']
const doneBySelf: readonly MessageKey[] = ['mail.doneBySelf', 'mail.notYou']

/** Every mail that Portico sends. `{secret}` in a path is the one-time secret, minted when the mail leaves. */
export const templates = {
  activation: {
    subject: 'mail.activation.subject',
    text: 'mail.activation.text',
    button: { label: 'mail.activation.button', path: '/welcome/{secret}' },
    closing: ['mail.notYou'],
  },
  recovery: {
    subject: 'mail.recovery.subject',
    text: 'mail.recovery.text',
    button: { label: 'mail.recovery.button', path: '/reset_password/{secret}' },
    closing: ['mail.recovery.notYou'],
  },
  adminReset: {
    subject: 'mail.adminReset.subject',
    text: 'mail.adminReset.text',
    button: { label: 'mail.adminReset.button', path: '/reset_password/{secret}' },
    closing: doneByAdmin,
  },
  temporaryPassword: {
    subject: 'mail.temporaryPassword.subject',
    text: 'mail.temporaryPassword.text',
    closing: doneByAdmin,
  },
  passwordReset: { subject: 'mail.passwordReset.subject', text: 'mail.passwordReset.text', closing: doneByAdmin },
  passwordExpired: { subject: 'mail.passwordExpired.subject', text: 'mail.passwordExpired.text', closing: doneByAdmin },
  linkDisclosed: { subject: 'mail.linkDisclosed.subject', text: 'mail.linkDisclosed.text', closing: doneByAdmin },
  passwordChanged: { subject: 'mail.passwordChanged.subject', text: 'mail.passwordChanged.text', closing: doneBySelf },
  profileChanged: { subject: 'mail.profileChanged.subject', text: 'mail.profileChanged.text', closing: doneByAdmin },
  locked: { subject: 'mail.locked.subject', text: 'mail.locked.text', closing: ['mail.notYou'] },
  activated: { subject: 'mail.activated.subject', text: 'mail.activated.text', closing: doneByAdmin },
  unlocked: { subject: 'mail.unlocked.subject', text: 'mail.unlocked.text', closing: doneByAdmin },
  suspended: { subject: 'mail.suspended.subject', text: 'mail.suspended.text', closing: doneByAdmin },
  unsuspended: { subject: 'mail.unsuspended.subject', text: 'mail.unsuspended.text', closing: doneByAdmin },
  deactivated: { subject: 'mail.deactivated.subject', text: 'mail.deactivated.text', closing: doneByAdmin },
  deleted: { subject: 'mail.deleted.subject', text: 'mail.deleted.text', closing: doneByAdmin },
  tokenCreated: { subject: 'mail.tokenCreated.subject', text: 'mail.tokenCreated.text', closing: doneByAdmin },
  tokenRevoked: { subject: 'mail.tokenRevoked.subject', text: 'mail.tokenRevoked.text', closing: doneByAdmin },
  sessionsCleared: { subject: 'mail.sessionsCleared.subject', text: 'mail.sessionsCleared.text', closing: doneByAdmin },
} as const satisfies Readonly<Record<string, Template>>

export type TemplateName = keyof typeof templates
export function isTemplate(name: string): name is TemplateName {
  return name in templates
}
