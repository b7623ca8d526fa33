export { createHasher, type Hasher } from './hasher.ts'
export { deletePassword, type NewPassword, putPassword } from './queries.ts'
export { maxPasswordLength, minPasswordLength, passwordFaults, type PasswordOwner } from './policy.ts'
