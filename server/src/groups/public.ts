export { groupDoor } from './group-door.ts'
export { groupChoices, groupNamesOf, groupsOf } from './portal-reads.ts'
export type { GroupNames } from './queries/members.ts'
