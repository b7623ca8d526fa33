import {
  type GroupChoices,
  type Me,
  type NewUserForm,
  type RealmHome,
  userActions,
  type UserList,
  type UserPage,
  type UserRow,
} from '@portico/contract/portal.ts'
import { userStatuses } from '@portico/contract/users.ts'
import { minPasswordLength } from '../passwords/public.ts'
import { showDomain } from '../realms/public.ts'
import { nameOf, type SeenUser, textOf } from '../users/public.ts'
import type { chooseGroups } from './choose-groups.ts'
import type { SeenPeople } from './list-people.ts'
import type { NewUserChoices } from './new-user-form.ts'
import type { SeenHome } from './see-home.ts'
import type { SeenMe } from './see-me.ts'
import type { SeenPerson } from './see-person.ts'

const iso = (at: Date | null) => at?.toISOString() ?? null

export function toMe({ me, portals }: SeenMe): Me {
  return { id: me.userId, name: me.name, login: me.login, realms: [...portals] }
}

export function toHome({ realm, counts, createUser }: SeenHome): RealmHome {
  return {
    id: realm.id,
    name: realm.name,
    domains: realm.domains.map(showDomain),
    counts: Object.fromEntries(userStatuses.map((status) => [status, counts.get(status) ?? 0])),
    can: { createUser },
  }
}

export function toUserList({ rows, groups, count, next }: SeenPeople): UserList {
  return {
    rows: rows.map((user) => toRow(user, groups.get(user.id) ?? { names: [], count: 0 })),
    next: next ?? null,
    count,
  }
}

function toRow(user: SeenUser, groups: { readonly names: readonly string[]; readonly count: number }): UserRow {
  return {
    id: user.id,
    name: nameOf(user.profile),
    login: textOf(user.profile, 'login'),
    email: textOf(user.profile, 'email'),
    status: user.status,
    lastLogin: iso(user.lastLoginAt),
    created: user.createdAt.toISOString(),
    groups: [...groups.names],
    groupCount: groups.count,
    can: menuOf(user),
  }
}

export function toUserPage({ user, type, groups, editable, signIn, etag }: SeenPerson): UserPage {
  return {
    id: user.id,
    name: nameOf(user.profile),
    status: user.status,
    created: user.createdAt.toISOString(),
    activated: iso(user.activatedAt),
    statusChanged: iso(user.statusChangedAt),
    lastLogin: iso(user.lastLoginAt),
    passwordChanged: iso(user.passwordSetAt),
    type: { ...type },
    profile: user.profile,
    editable: [...editable],
    groups: groups.map(({ id, name }) => ({ id, name })),
    signIn,
    etag,
    can: menuOf(user),
  }
}

/** The verbs of the menu, each with its answer. */
function menuOf({ can }: SeenUser): UserRow['can'] {
  return Object.fromEntries(userActions.map((action) => [action, can[action]])) as UserRow['can'] // the keys are those of the list
}

export function toNewUserForm({ realm, types }: NewUserChoices): NewUserForm {
  return {
    domains: realm.domains.map(showDomain),
    minPasswordLength,
    types: types.map(({ type, attributes }) => ({
      id: type.id,
      displayName: type.displayName,
      isDefault: type.isDefault,
      attributes: attributes.map(toField),
    })),
  }
}

function toField(attribute: NewUserChoices['types'][number]['attributes'][number]) {
  const { name, title, description, type, isRequired, minLength, maxLength, choices } = attribute
  return {
    name,
    title,
    description,
    type,
    required: isRequired,
    ...(minLength === undefined ? {} : { minLength }),
    ...(maxLength === undefined ? {} : { maxLength }),
    choices: choices.map((choice) => ({ value: String(choice.value), title: choice.title })),
  }
}

export function toGroupChoices(groups: Awaited<ReturnType<typeof chooseGroups>>): GroupChoices {
  return { rows: groups.map(({ id, name, description }) => ({ id, name, description: description ?? '' })) }
}
