export { createHasher, type Hasher } from './hasher.ts'
export { clearGuesses } from './clear-guesses.ts'
export { deletePassword, endPassword, putPassword } from './queries.ts'
export { maxPasswordLength, minPasswordLength, passwordFaults } from './policy.ts'
export {
  type Attempt,
  blockedUntil,
  type Charge,
  chargeGuess,
  giveBackGuess,
  unknownAccount,
} from './charge-guess.ts'
export { settleRightGuess } from './settle-guess.ts'
