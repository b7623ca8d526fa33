export { domainFaults, type WishedAddress } from './domain-faults.ts'
export { getDefaultRealmId, holdRealm, realmNotFound } from './queries/realms.ts'
