import pg from 'pg'
import { writeStandardRoles } from './authz/standard-roles.ts'
import { type Connection, clientConfig } from './db/database.ts'
import { foldLogin, foldVersion } from './kernel/fold.ts'
import { newId } from './kernel/ids.ts'
import type { Keyring } from './kernel/keyring.ts'

/** Only a server answers on an origin and to people: a command neither fixes the one nor is asked about the other. */
export type Purpose = 'serve' | 'command'
interface Facts {
  readonly now: Date
  readonly rpId: string
  readonly isDemo: boolean
  readonly purpose: Purpose
}

/**
 * What every deployment starts with, written as the database's owner after the migrations: the org, its default realm and
 * user type, the Everyone group, and the standard roles as this release has them. Safe to repeat.
 *
 * Refuses to serve another relying party id than the first one: every security key would stop working.
 */
export async function install(connection: Connection, facts: Facts): Promise<void> {
  const client = new pg.Client({ ...clientConfig(connection), application_name: 'portico install' })
  await client.connect()
  try {
    await client.query('begin')
    await client.query('select pg_advisory_xact_lock(7023501845)') // two first starts at once: the second finds the first's rows
    const { rows } = await client.query<{ rp_id: string | null; is_demo: boolean }>('select rp_id, is_demo from org')
    const org = rows[0]
    if (org === undefined) await writeFirstRows(client, facts)
    if (facts.purpose === 'serve') {
      if (org !== undefined) refuseOtherDeployment(org, facts)
      await client.query('update org set rp_id = $1 where rp_id is null', [facts.rpId])
    }
    await writeStandardRoles(client, facts.now)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    await client.end()
  }
}

function refuseOtherDeployment(org: { rp_id: string | null; is_demo: boolean }, facts: Facts): void {
  if (org.rp_id !== null && org.rp_id !== facts.rpId) {
    throw new Error(
      `this deployment's security keys belong to ${org.rp_id}, not to ${facts.rpId}: set PORTICO_RP_ID=${org.rp_id} or the origin that it came from`,
    )
  }
  if (!org.is_demo && facts.isDemo)
    throw new Error(
      'PORTICO_DEMO is on, but this database holds real people: demo people have known passwords; use another data folder',
    )
  if (org.is_demo && !facts.isDemo)
    throw new Error(
      'this database holds demo people with known passwords: use another data folder, or set PORTICO_DEMO=true',
    )
}

async function writeFirstRows(client: pg.Client, { now, isDemo }: Facts): Promise<void> {
  await client.query('insert into org (id, created_at, name, fold_version, is_demo) values ($1, $2, $3, $4, $5)', [
    newId('org', now),
    now,
    'Portico',
    foldVersion,
    isDemo,
  ])
  await client.query(
    "insert into realms (id, created_at, updated_at, name, name_key, realm_type, is_default) values ($1, $2, $2, $3, $4, 'DEFAULT', true)",
    [newId('realm', now), now, 'Default Realm', foldLogin('Default Realm')],
  )
  await client.query(
    "insert into user_types (id, created_at, updated_at, name, display_name, description, is_default) values ($1, $2, $2, 'user', 'User', 'Default user type', true)",
    [newId('userType', now), now],
  )
  await client.query(
    "insert into groups (id, created_at, updated_at, type, name, name_key, description) values ($1, $2, $2, 'BUILT_IN', 'Everyone', 'everyone', 'All users in your organization')",
    [newId('group', now), now],
  )
}

const keyCheckPlace = { table: 'org', row: 'org', column: 'key_check' }

/** Proves that the keys open what is stored here, or stores the proof at the first start. Throws what to do otherwise. */
export async function checkKeys(connection: Connection, keyring: Keyring): Promise<void> {
  const client = new pg.Client({ ...clientConfig(connection), application_name: 'portico install' })
  await client.connect()
  try {
    const { rows } = await client.query<{ key_check: Buffer | null }>('select key_check from org')
    const sealed = rows[0]?.key_check ?? null
    if (sealed === null) {
      await client.query('update org set key_check = $1 where key_check is null', [
        keyring.seal('check', keyCheckPlace, Buffer.from('portico')),
      ])
      return
    }
    keyring.open('check', keyCheckPlace, sealed)
  } catch (error) {
    throw new Error(
      'PORTICO_KEYS does not open this database: give it the keys that the database was written with, the new one first; for an embedded database put the `keys` file of the old data folder into the new one',
      { cause: error },
    )
  } finally {
    await client.end()
  }
}
