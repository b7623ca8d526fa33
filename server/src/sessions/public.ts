export { endOnlySessions } from './end-only-sessions.ts'
export { type Ended, endSessions } from './end-sessions.ts'
export { type Bearer, findSession } from './find-session.ts'
export { forgetDevices } from './forget-devices.ts'
export { touchSession } from './touch-session.ts'
export {
  createSession,
  endOwnSession,
  endShownSession,
  type NewSession,
  type Proof,
} from './create-session.ts'
export { deviceSeconds, isOneOf, readDeviceCookie, rememberDevice } from './devices.ts'
export { findSessionDevice, markProved } from './mark-proved.ts'
export { personLogin, personName } from './person.ts'
