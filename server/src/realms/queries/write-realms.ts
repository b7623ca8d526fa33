import { sql } from 'kysely'
import type { Locked } from '../../authz/locked.ts'
import type { Permit } from '../../authz/permit.ts'
import type { RealmTarget } from '../../authz/target.ts'
import type { Tx } from '../../db/database.ts'
import { Fault } from '../../kernel/fault.ts'
import { foldLogin } from '../../kernel/fold.ts'
import type { Realm, RealmType } from '../realm.ts'

interface Named {
  readonly name: string
  readonly realmType: RealmType
}

/** Inserts a realm. Faults: `realm.nameTaken`. */
export async function insertRealm(
  tx: Tx,
  { target }: Permit<'realm.manage', RealmTarget>,
  realm: Named,
  at: Date,
): Promise<void> {
  const { name, realmType } = realm
  await namingIt(() =>
    tx
      .insertInto('realms')
      .values({
        id: target.id,
        created_at: at,
        updated_at: at,
        name,
        name_key: foldLogin(name),
        realm_type: realmType,
      })
      .execute(),
  )
}

/** Renames a realm and sets its type. Faults: `realm.nameTaken`. */
export async function rewriteRealm(
  tx: Tx,
  { target }: Permit<'realm.manage', Locked<Realm>>,
  realm: Named,
  at: Date,
): Promise<void> {
  const { name, realmType } = realm
  await namingIt(() =>
    tx
      .updateTable('realms')
      .set({ name, name_key: foldLogin(name), realm_type: realmType, updated_at: at, version: sql`version + 1` })
      .where('id', '=', target.id)
      .execute(),
  )
}

/** Deletes an empty realm with its domains. Faults: `realm.hasUsers`, `realm.hasObjects`. */
export async function deleteRealmRow(tx: Tx, { target }: Permit<'realm.manage', Locked<Realm>>): Promise<void> {
  try {
    await tx.deleteFrom('realms').where('id', '=', target.id).execute()
  } catch (error) {
    // The foreign keys decide what is still in it; nobody counts first.
    const constraint = constraintOf(error)
    if (constraint === 'users_realm_id_fkey') throw new Fault('realm.hasUsers', { params: { id: target.id } })
    if (constraint === 'groups_realm_id_fkey' || constraint === 'apps_realm_id_fkey')
      throw new Fault('realm.hasObjects', { params: { id: target.id } })
    throw error
  }
}

/** The constraint decides who has a name; nobody looks first. */
async function namingIt(write: () => Promise<unknown>): Promise<void> {
  try {
    await write()
  } catch (error) {
    if (constraintOf(error) !== 'realms_name_key') throw error
    throw new Fault('realm.nameTaken', { fields: [{ path: 'profile.name', code: 'nameTaken' }] })
  }
}

const constraintOf = (error: unknown) =>
  error instanceof Error && 'constraint' in error ? error.constraint : undefined
