import { testQueries } from '../../../test/support/compile-queries.ts'
import { at, realmScope, user } from '../../../test/support/query-arguments.ts'
import { listPortals } from './list-portals.ts'
import { findSignInFacts } from './sign-in-facts.ts'

testQueries(new URL('./', import.meta.url), {
  'list-portals': { listPortals: ({ db }) => listPortals(db, realmScope, { partnersOnly: true, limit: 10 }) },
  'sign-in-facts': { findSignInFacts: ({ db }) => findSignInFacts(db, user, at) },
})
