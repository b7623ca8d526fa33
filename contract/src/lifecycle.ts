import { Type } from 'typebox'
import { WireUser } from './users.ts'

// What the lifecycle and credential verbs of `/api/v1` take and answer.

/** Without it, a verb that can mail a link mails it. */
export const SendEmailQuery = Type.Object({ sendEmail: Type.Optional(Type.Boolean()) })
export const ResetPasswordQuery = Type.Object({
  sendEmail: Type.Optional(Type.Boolean()),
  revokeSessions: Type.Optional(Type.Boolean()),
  provider: Type.Optional(Type.String()),
})
export const ExpirePasswordQuery = Type.Object({
  /** An older way to ask for a temporary password. */
  tempPassword: Type.Optional(Type.Boolean()),
  revokeSessions: Type.Optional(Type.Boolean()),
})
export const TemporaryPasswordQuery = Type.Object({ revokeSessions: Type.Optional(Type.Boolean()) })
export const ClearSessionsQuery = Type.Object({
  oauthTokens: Type.Optional(Type.Boolean()),
  forgetDevices: Type.Optional(Type.Boolean()),
})

/** Empty, or the link that the caller asked to see. */
export const ActivationToken = Type.Object({
  activationUrl: Type.Optional(Type.String()),
  activationToken: Type.Optional(Type.String()),
})
export const ResetPasswordToken = Type.Object({ resetPasswordUrl: Type.Optional(Type.String()) })
export const TemporaryPassword = Type.Object({ tempPassword: Type.String() })
export const ExpiredPassword = Type.Union([TemporaryPassword, WireUser])
