export { findToken, type LiveToken } from './find-token.ts'
export { touchToken } from './touch-token.ts'
export {
  consumeSecret,
  findDeadSecret,
  findSecret,
  type FoundSecret,
  mintSecret,
  type SecretPurpose,
  secretPurposes,
  supersedeSecrets,
} from './one-time-secret.ts'
