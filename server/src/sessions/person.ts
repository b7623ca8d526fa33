import { sql } from 'kysely'

/** "Lee Park", or the login of somebody without names: over the columns of `users`. */
export const personName = sql<string>`coalesce(nullif(trim(concat(users.profile ->> 'firstName', ' ', users.profile ->> 'lastName')), ''), users.profile ->> 'login')`
export const personLogin = sql<string>`users.profile ->> 'login'`
