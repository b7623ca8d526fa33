import { everyAttribute } from '../../authz/attributes.ts'
import { noQuery, testQueries } from '../../../test/support/compile-queries.ts'
import { at, idOf, permitFor, profile, scope, user, widestScope } from '../../../test/support/query-arguments.ts'
import { readAccess, removeApps, removeRoles } from './access.ts'
import { findReplacedAddresses, findSettledAddresses } from './addresses.ts'
import { chargeClash, findClashWait, giveBackClash } from './clash-counter.ts'
import { deleteUserRow, getLoginKey, holdLogin } from './delete-user.ts'
import { dropUnconfirmed, growEpochs } from './drop-unconfirmed.ts'
import { growEpoch } from './grow-epoch.ts'
import { insertUser } from './insert-user.ts'
import { countByStatus, countUsers, findTiers, listUsers, type UserPage } from './list-users.ts'
import { refuseHeld, takingLogin, throwClash } from './login-clash.ts'
import { moveStatus } from './move-status.ts'
import { findIdByLogin, findIdsByShortName } from './names.ts'
import { encodeCursor } from '../../kernel/page.ts'
import { getUser, lockUser, usersIn } from './users.ts'
import { writeAttributes } from './write-attributes.ts'
import { replaceAddress, writeProfile } from './write-profile.ts'

const permit = permitFor(user)
const typeId = idOf('userType')
const wish = { loginKey: 'lee@acme.example', realmId: idOf('realm'), holdHashes: [Buffer.alloc(1)] }
const page: UserPage = { sort: 'name', order: 'asc', limit: 50 }
const search = (kind: 'anywhere' | 'beginning', text: string, readable = everyAttribute) => ({
  search: { kind, text, readable },
})

testQueries(new URL('./', import.meta.url), {
  access: {
    readAccess: ({ db }) => readAccess(db, user),
    removeApps: ({ tx }) => removeApps(tx, permit),
    removeRoles: ({ tx }) => removeRoles(tx, permit),
  },
  addresses: {
    findReplacedAddresses: ({ tx }) => findReplacedAddresses(tx, user, at),
    findSettledAddresses: ({ tx }) => findSettledAddresses(tx, user, at),
  },
  'clash-counter': {
    chargeClash: ({ tx }) => chargeClash(tx, 'x', at),
    findClashWait: ({ tx }) => findClashWait(tx, 'x', at),
    giveBackClash: ({ tx }) => giveBackClash(tx, 'x', at),
  },
  'delete-user': {
    deleteUserRow: ({ tx }) => deleteUserRow(tx, permit, at),
    holdLogin: ({ tx }) => holdLogin(tx, permit, Buffer.alloc(1), at),
    getLoginKey: ({ tx }) => getLoginKey(tx, user),
  },
  'drop-unconfirmed': {
    growEpochs: ({ tx }) => growEpochs(tx, permit, { links: true }),
    dropUnconfirmed: ({ tx }) => dropUnconfirmed(tx, permit),
  },
  'grow-epoch': { growEpoch: ({ tx }) => growEpoch(tx, permit) },
  'insert-user': {
    insertUser: ({ tx }) => {
      const dates = { activatedAt: at, statusChangedAt: at }
      const target = permitFor({ type: 'newUser', id: idOf('user'), realmId: idOf('realm') })
      return insertUser(tx, target, { typeId, status: 'ACTIVE', profile, ...dates, grantedBy: 'x' }, at)
    },
  },
  'list-users': {
    listUsers: async ({ db }) => {
      await listUsers(db, scope, { ...page, after: encodeCursor(['name.asc', 'a', 'b']) })
      await listUsers(db, scope, { ...page, sort: 'id', order: 'desc', after: encodeCursor(['id.desc', 'b', 'b']) })
      await listUsers(db, scope, { ...page, sort: 'login', status: 'ACTIVE', omitsDeprovisioned: true })
      await listUsers(db, scope, { ...page, sort: 'created', after: encodeCursor(['created.asc', '1', 'b']) })
      await listUsers(db, scope, {
        ...page,
        sort: 'lastLogin',
        order: 'desc',
        after: encodeCursor(['lastLogin.desc', '', 'b']),
      })
      await listUsers(db, widestScope, { ...page, memberOf: idOf('group') })
    },
    countUsers: async ({ db }) => {
      await countUsers(db, scope, search('anywhere', 'l par'))
      await countUsers(
        db,
        scope,
        search('anywhere', 'par', (name) => name === 'login'),
      )
      await countUsers(db, scope, search('beginning', 'lee@acme'))
      await countUsers(db, { ...scope, realmIds: [] }, {})
    },
    countByStatus: ({ db }) => countByStatus(db, scope),
    findTiers: ({ db }) => findTiers(db, [idOf('user')], at),
  },
  'login-clash': {
    throwClash: ({ db }) => throwClash(db, wish),
    refuseHeld: ({ db }) => refuseHeld(db, wish, at),
    takingLogin: ({ tx }) => takingLogin(tx, { ...wish, holdHashes: [] }, at, async () => undefined),
  },
  'move-status': {
    moveStatus: async ({ tx }) => {
      await moveStatus(tx, permit, { to: 'SUSPENDED', at, endsEverything: true, endsLinks: true })
      await moveStatus(tx, permit, { to: 'ACTIVE', at, activates: true })
    },
  },
  names: {
    findIdByLogin: ({ db }) => findIdByLogin(db, scope, 'x'),
    findIdsByShortName: ({ db }) => findIdsByShortName(db, scope, 'x'),
  },
  'order-users': { orderOf: noQuery },
  'search-users': { matches: noQuery },
  users: {
    usersIn: ({ db }) => usersIn(db, { ...scope, all: true }).execute(),
    getUser: ({ db }) => getUser(db, widestScope, idOf('user')),
    lockUser: ({ tx }) => lockUser(tx, scope, idOf('user')),
    userNotFound: noQuery,
  },
  'write-attributes': {
    writeAttributes: ({ tx }) =>
      writeAttributes(tx, permit, [{ attr_key: 'x', ord: 0, key_text: 'x', key_num: null, key_ts: null }]),
  },
  'write-profile': {
    writeProfile: ({ tx }) =>
      writeProfile(tx, permit, { profile: { ...profile, login: 'new@acme.example' }, typeId, endsLinks: true }, at, []),
    replaceAddress: ({ tx }) =>
      replaceAddress(tx, permit, { kind: 'PRIMARY', address: 'lee@acme.example', setBy: 'x' }, at),
  },
})
