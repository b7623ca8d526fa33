export { startSigninSweep } from './sweep.ts'
