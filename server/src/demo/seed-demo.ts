import { authorize } from '../authz/permit.ts'
import { standardRoles } from '../authz/standard-roles.ts'
import { theOrg } from '../authz/target.ts'
import type { Ctx } from '../authz/context.ts'
import type { Tx } from '../db/database.ts'
import { foldLogin } from '../kernel/fold.ts'
import { type GroupId, newId, type RealmId, type UserTypeId } from '../kernel/ids.ts'
import { change, changed, unchanged } from '../record/change.ts'
import { defineEvent } from '../record/event.ts'
import { cast, type DemoPerson } from './people.ts'
import { seedFillers, seedUser, type World } from './seed-people.ts'

const demoSeeded = defineEvent('portico.demo.seeded', {
  doc: 'The demo people, realms and groups were written.',
  fields: { users: 'public', realms: 'public' },
})

/** Writes the demo world once: two partner realms, their people, groups and admins. Does nothing when Acme is there. */
export function seedDemo(
  ctx: Ctx,
  input: {
    readonly passwordHash: string
    readonly acme: number
    readonly globex: number
    readonly hasHistory: boolean
  },
): Promise<void> {
  return change(ctx, async (tx) => {
    authorize(ctx, 'realm.manage', theOrg)
    const present = await tx.selectFrom('realms').select('id').where('name_key', '=', 'acme').executeTakeFirst()
    if (present !== undefined) return unchanged(undefined)
    const at = ctx.now()
    const realms = await seedRealms(tx, at)
    const groups = await seedGroups(tx, at)
    const types = await seedTypes(tx, at)
    const world: World = { realms, groups, ...types, passwordHash: input.passwordHash, hasHistory: input.hasHistory }
    for (const person of cast) await seedPerson(ctx, tx, world, person)
    await seedFillers(ctx, tx, world, 'Acme', input.acme)
    await seedFillers(ctx, tx, world, 'Globex', input.globex)
    return changed(undefined, demoSeeded([], { users: input.acme + input.globex + 3, realms: 2 }))
  })
}

async function seedRealms(tx: Tx, at: Date): Promise<ReadonlyMap<string, RealmId>> {
  const home = await tx.selectFrom('realms').select('id').where('is_default', '=', true).executeTakeFirstOrThrow()
  const acme = newId('realm', at)
  const globex = newId('realm', at)
  const row = (id: RealmId, name: string) => ({
    id,
    created_at: at,
    updated_at: at,
    name,
    name_key: foldLogin(name),
    realm_type: 'PARTNER' as const,
    allows_partner_tokens: true,
  })
  await tx
    .insertInto('realms')
    .values([row(acme, 'Acme'), row(globex, 'Globex')])
    .execute()
  await tx
    .insertInto('realm_domains')
    .values([
      { domain: 'acme.example', realm_id: acme },
      { domain: 'globex.example', realm_id: globex },
    ])
    .execute()
  return new Map([
    ['Default Realm', home.id],
    ['Acme', acme],
    ['Globex', globex],
  ])
}

const operatorGroups = ['Sales tools', 'Support tools', 'Warehouse', 'Reports']

async function seedGroups(tx: Tx, at: Date): Promise<ReadonlyMap<string, GroupId>> {
  const rows = [...operatorGroups, 'Operators'].map((name) => ({
    id: newId('group', at),
    created_at: at,
    updated_at: at,
    type: 'OKTA_GROUP' as const,
    name,
    name_key: foldLogin(name),
    description: null,
  }))
  await tx.insertInto('groups').values(rows).execute()
  const orgAdmin = roleId('ORG_ADMIN')
  const operators = rows.find((row) => row.name === 'Operators')
  if (operators !== undefined) {
    await tx
      .insertInto('role_assignments')
      .values({
        id: newId('assignment', at),
        created_at: at,
        role_id: orgAdmin,
        group_id: operators.id,
        granted_by: 'system:seed',
      })
      .execute()
  }
  return new Map(rows.map((row) => [row.name, row.id]))
}

async function seedTypes(
  tx: Tx,
  at: Date,
): Promise<{ readonly defaultType: UserTypeId; readonly contractor: UserTypeId }> {
  const found = await tx.selectFrom('user_types').select('id').where('is_default', '=', true).executeTakeFirstOrThrow()
  const contractor = newId('userType', at)
  await tx
    .insertInto('user_types')
    .values({
      id: contractor,
      created_at: at,
      updated_at: at,
      name: 'contractor',
      display_name: 'Contractor',
      description: 'People who work for a partner for a limited time',
    })
    .execute()
  const definition = {
    title: 'Agency',
    type: 'string',
    description: 'The agency that employs the person',
    minLength: 2,
    maxLength: 80,
  }
  await tx
    .insertInto('user_attributes')
    .values({
      id: newId('attribute', at),
      created_at: at,
      user_type_id: contractor,
      name: 'agency',
      definition: JSON.stringify(definition),
      is_required: true,
    })
    .execute()
  return { defaultType: found.id, contractor }
}

async function seedPerson(ctx: Ctx, tx: Tx, world: World, person: DemoPerson): Promise<void> {
  const id = await seedUser(ctx, tx, world, { person, status: 'ACTIVE', index: person.login.length })
  if (person.role === null) return
  const at = ctx.now()
  const role_id = roleId(person.role)
  if (person.role !== 'PARTNER_ADMIN') {
    await tx
      .insertInto('role_assignments')
      .values({ id: newId('assignment', at), created_at: at, role_id, user_id: id, granted_by: 'system:seed' })
      .execute()
  }
  for (const realm of person.runs) {
    const binding_id = await realmBinding(tx, world, realm, role_id, at)
    await tx
      .insertInto('role_assignments')
      .values({
        id: newId('assignment', at),
        created_at: at,
        role_id,
        binding_id,
        user_id: id,
        granted_by: 'system:seed',
      })
      .execute()
  }
}

/** The resource set of a realm and its binding to the role: the realm, its users, and the groups chosen for it. */
async function realmBinding(tx: Tx, world: World, realm: string, role_id: string, at: Date): Promise<string> {
  const realm_id = world.realms.get(realm)
  const label = `Partner portal of ${realm}`
  const known = await tx
    .selectFrom('bindings')
    .innerJoin('resource_sets', 'resource_sets.id', 'bindings.resource_set_id')
    .select('bindings.id')
    .where('resource_sets.label_key', '=', foldLogin(label))
    .executeTakeFirst()
  if (known !== undefined) return known.id
  const resource_set_id = newId('resourceSet', at)
  const binding = newId('binding', at)
  await tx
    .insertInto('resource_sets')
    .values({ id: resource_set_id, created_at: at, updated_at: at, label, label_key: foldLogin(label) })
    .execute()
  const groups = (
    realm === 'Acme' ? ['Sales tools', 'Support tools', 'Warehouse'] : ['Sales tools', 'Reports']
  ).flatMap((name) => world.groups.get(name) ?? [])
  const resource = { created_at: at, resource_set_id, group_id: null, realm_id: null, app_id: null }
  await tx
    .insertInto('resource_set_resources')
    .values([
      { ...resource, id: newId('resource', at), kind: 'realm', realm_id: realm_id ?? null },
      { ...resource, id: newId('resource', at), kind: 'realm_users', realm_id: realm_id ?? null },
      ...groups.map((group_id) => ({ ...resource, id: newId('resource', at), kind: 'group' as const, group_id })),
    ])
    .execute()
  await tx
    .insertInto('bindings')
    .values({ id: binding, created_at: at, role_id, resource_set_id, granted_by: 'system:seed' })
    .execute()
  return binding
}

function roleId(type: DemoPerson['role']): string {
  return standardRoles.find((role) => role.type === type)?.id ?? ''
}
