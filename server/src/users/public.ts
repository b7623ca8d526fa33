export { asTarget } from './events.ts'
export { insertUser, type NewUser } from './queries/insert-user.ts'
export { addressesOf, nameOf, type Profile, textOf, type User } from './user.ts'
