export { checkValue, isDateTime, isWebAddress } from './check-value.ts'
export { findUserType, getTypeId, listAttributes, listUserTypes } from './queries.ts'
export type { CustomAttribute, UserType } from './user-type.ts'
