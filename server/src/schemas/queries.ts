import { sql } from 'kysely'
import type { Reader } from '../db/database.ts'
import { Fault } from '../kernel/fault.ts'
import { type Id, isId, type UserTypeId } from '../kernel/ids.ts'
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

/** The type that a request names, or the default one where it names none. Faults: `userType.notFound`. */
export async function getTypeId(db: Reader, named: string | undefined): Promise<UserTypeId> {
  if (named === undefined)
    return (await db.selectFrom('user_types').select('id').where('is_default', '=', true).executeTakeFirstOrThrow()).id
  const type = isId('userType', named) ? await findUserType(db, named) : undefined
  if (type !== undefined) return type.id
  throw new Fault('userType.notFound', {
    params: { id: named },
    fields: [{ path: 'type.id', code: 'notAllowedValue' }],
  })
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
