export { findToken } from './find-token.ts'
export { deleteToken, findTokenOwner, insertToken, tokenRules } from './queries.ts'
export { newTokenSecret } from './token-secret.ts'
export { touchToken } from './touch-token.ts'
export {
  consumeSecret,
  findDeadSecret,
  findSecret,
  mintSecret,
  type SecretPurpose,
  secretPurposes,
  secretStatuses,
  supersedeSecrets,
} from './one-time-secret.ts'
