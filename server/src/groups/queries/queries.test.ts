import { noQuery, testQueries } from '../../../test/support/compile-queries.ts'
import { at, groupScope, idOf, permitFor, scope, user, widestScope } from '../../../test/support/query-arguments.ts'
import { encodeCursor } from '../../kernel/page.ts'
import { findGroups, getGroup, groupsIn, lockGroup } from './groups.ts'
import { listChoices, listGroups, listGroupsOf } from './list-groups.ts'
import { deleteMember, findGroupNames, insertMember, listNativeGroupsOf, markActivity } from './members.ts'

const reach = { groups: groupScope, people: scope }
const person = { id: idOf('user'), realmId: idOf('realm') }
const permit = { person: permitFor(user), group: permitFor({ id: idOf('group') }) }

testQueries(new URL('./', import.meta.url), {
  groups: {
    groupsIn: ({ db }) =>
      groupsIn(db, { groups: { ...groupScope, all: true, withinRealms: null }, people: widestScope }).execute(),
    groupOf: noQuery,
    findGroups: ({ db }) => findGroups(db, reach, [idOf('group')]),
    getGroup: ({ db }) => getGroup(db, reach, idOf('group')),
    lockGroup: ({ tx }) => lockGroup(tx, reach, idOf('group')),
    groupNotFound: noQuery,
  },
  'list-groups': {
    listGroups: ({ db }) =>
      listGroups(db, reach, { limit: 10, kind: 'OKTA_GROUP', nameBegins: 'x', after: encodeCursor(['a']) }),
    listChoices: ({ db }) =>
      listChoices(db, reach, { realmId: idOf('realm'), text: 'x', withPrivileged: false, limit: 20 }),
    listGroupsOf: ({ db }) => listGroupsOf(db, reach, person, { limit: 10, after: encodeCursor(['native', 'a']) }),
  },
  members: {
    insertMember: ({ tx }) => insertMember(tx, permit, 'x', at),
    deleteMember: ({ tx }) => deleteMember(tx, permit),
    markActivity: ({ tx }) => markActivity(tx, permit, at),
    listNativeGroupsOf: ({ db }) => listNativeGroupsOf(db, groupScope, person, { at, limit: 10 }),
    findGroupNames: ({ db }) => findGroupNames(db, groupScope, [person], at),
  },
})
