import { defineEvent } from '../record/event.ts'

export const privilegeGranted = defineEvent('user.account.privilege.grant', {
  doc: 'Somebody was given an admin role.',
  fields: { role: 'public' },
  severity: 'WARN',
})
