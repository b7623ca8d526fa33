export { type Ended, endSessions } from './end-sessions.ts'
export { type Bearer, findSession, type LiveSession } from './find-session.ts'
export { touchSession } from './touch-session.ts'
