export { findToken, type LiveToken } from './find-token.ts'
export { touchToken } from './touch-token.ts'
