import { defineEvent } from '../record/event.ts'

export const userCreated = defineEvent('user.lifecycle.create', {
  doc: 'Somebody was created in a realm.',
  fields: { status: 'public', typeId: 'public', hasPassword: 'public' },
})

export const profileUpdated = defineEvent('user.account.update_profile', {
  doc: 'Attributes of somebody’s profile were changed by somebody else.',
  fields: { changedAttributes: 'public', before: 'personal', after: 'personal' },
})

export const primaryEmailUpdated = defineEvent('user.account.update_primary_email', {
  doc: 'Somebody’s primary address was changed. The new one is unconfirmed; the old one is told for 30 days.',
  fields: { before: 'personal', after: 'personal' },
})

export const secondaryEmailUpdated = defineEvent('user.account.update_secondary_email', {
  doc: 'Somebody’s secondary address was set, changed or removed. The old one is told for 30 days.',
  fields: { before: 'personal', after: 'personal' },
})

export const userTypeUpdated = defineEvent('user.account.update_user_type', {
  doc: 'Somebody is of another user type now.',
  fields: { oldTypeId: 'public', newTypeId: 'public' },
})

export const unavailableLoginMet = defineEvent('portico.user.login_unavailable', {
  doc: 'Somebody asked for a username that another realm has or had lately. Repeats within a minute are counted.',
  fields: { login: 'personal' },
  severity: 'WARN',
  outcome: 'FAILURE',
})
