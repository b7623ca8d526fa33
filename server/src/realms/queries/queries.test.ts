import { noQuery, testQueries } from '../../../test/support/compile-queries.ts'
import { at, idOf, permitFor, realmScope } from '../../../test/support/query-arguments.ts'
import { findRulesElsewhere, findTaken, holdAllDomains, listDomains, writeDomains } from './domains.ts'
import { getDefaultRealmId, getRealm, holdRealm, listRealms, lockRealm } from './realms.ts'
import { deleteRealmRow, insertRealm, rewriteRealm } from './write-realms.ts'

const id = idOf('realm')
const permit = permitFor({ type: 'realm', id })
const rules = [
  { domain: 'acme.example', isWildcard: false },
  { domain: 'acme.example', isWildcard: true },
]

testQueries(new URL('./', import.meta.url), {
  domains: {
    listDomains: ({ db }) => listDomains(db, id),
    findRulesElsewhere: ({ db }) => findRulesElsewhere(db, id, ['mail.acme.example']),
    holdAllDomains: ({ tx }) => holdAllDomains(tx),
    findTaken: ({ tx }) => findTaken(tx, id, rules),
    writeDomains: ({ tx }) => writeDomains(tx, permit, rules.slice(0, 1), rules.slice(1)),
  },
  realms: {
    listRealms: async ({ db }) => {
      await listRealms(db, realmScope, { limit: 10, after: ['a'], search: { operator: 'co', name: 'x' } })
      await listRealms(
        db,
        { ...realmScope, all: true, withinRealms: [id] },
        {
          limit: 10,
          search: { operator: 'eq', name: 'x' },
        },
      )
    },
    readRealmCursor: noQuery,
    getRealm: ({ db }) => getRealm(db, realmScope, id),
    lockRealm: async ({ tx }) => {
      await lockRealm(tx, realmScope, id, 'edit')
      await lockRealm(tx, realmScope, id, 'delete')
    },
    holdRealm: ({ tx }) => holdRealm(tx, id),
    getDefaultRealmId: ({ db }) => getDefaultRealmId(db),
    realmNotFound: noQuery,
  },
  'write-realms': {
    insertRealm: ({ tx }) => insertRealm(tx, permit, { name: 'Acme', realmType: 'PARTNER' }, at),
    rewriteRealm: ({ tx }) => rewriteRealm(tx, permit, { name: 'Acme', realmType: 'PARTNER' }, at),
    deleteRealmRow: ({ tx }) => deleteRealmRow(tx, permit),
  },
})
