import { sql } from 'kysely'
import type { Reader } from '../db/database.ts'
import type { Id, UserTypeId } from '../kernel/ids.ts'
import { readDefinition } from './read-definition.ts'
import type { CustomAttribute, UserType } from './user-type.ts'

const row = [
  'id',
  'name',
  'display_name as displayName',
  'description',
  'is_default as isDefault',
  'created_at as createdAt',
  'created_by as createdBy',
  'updated_at as updatedAt',
  'updated_by as updatedBy',
] as const

/** Every user type, at most ten: the default one first, then by id. */
export function listUserTypes(db: Reader): Promise<UserType[]> {
  return db.selectFrom('user_types').select(row).orderBy('is_default', 'desc').orderBy('id').execute()
}

export function findUserType(db: Reader, id: UserTypeId): Promise<UserType | undefined> {
  return db.selectFrom('user_types').select(row).where('id', '=', id).executeTakeFirst()
}

/** The type of people for whom none is named. */
export function getDefaultUserType(db: Reader): Promise<UserType> {
  return db.selectFrom('user_types').select(row).where('is_default', '=', true).executeTakeFirstOrThrow()
}

/** The custom attributes of a type, in the order in which forms show them. */
export async function listAttributes(db: Reader, typeId: UserTypeId): Promise<readonly CustomAttribute[]> {
  const rows = await db
    .selectFrom('user_attributes')
    .select([
      sql<Id<'attribute'>>`id`.as('id'),
      'name',
      'definition',
      'is_required as isRequired',
      'is_indexed as isIndexed',
    ])
    .where('user_type_id', '=', typeId)
    .orderBy('ord')
    .orderBy('name')
    .execute()
  return rows.map(({ definition, ...rest }) => ({ ...rest, ...readDefinition(rest.name, definition) }))
}
