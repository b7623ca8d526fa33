import type { NewUserForm } from '@portico/contract/portal.ts'
import { attributeValue } from './AttributeField.tsx'
import { baseFields } from './base-fields.ts'
import type { NewUser } from './requests.ts'

/** The form as it is on the screen. */
export interface NewUserDraft {
  readonly typeId: string
  readonly profile: Readonly<Record<string, string>>
  readonly groupIds: readonly string[]
  readonly activation: NewUser['activation']['kind']
  readonly password: string
  readonly mustChange: boolean
}

export function emptyDraft({ types }: Pick<NewUserForm, 'types'>): NewUserDraft {
  const type = types.find(({ isDefault }) => isDefault) ?? types[0]
  return { typeId: type?.id ?? '', profile: {}, groupIds: [], activation: 'now', password: '', mustChange: true }
}

export const isEmpty = ({ profile, groupIds, password }: NewUserDraft): boolean =>
  groupIds.length === 0 && password === '' && Object.values(profile).every((value) => value.trim() === '')

/** The field that a path of the request was made from. */
export const fieldOf = (path: string): string => (path.startsWith('groupIds.') ? 'groupIds' : path)

/** The request that the form stands for. */
export function toNewUser(
  realmId: string,
  draft: NewUserDraft,
  attributes: readonly { readonly name: string; readonly type: string; readonly required: boolean }[],
): NewUser {
  const text = (name: string) => draft.profile[name]?.trim() ?? ''
  const base = baseFields.map(({ name }) => [name, text(name) === '' ? undefined : text(name)] as const)
  const custom = attributes.map(
    (attribute) => [attribute.name, attributeValue(attribute, text(attribute.name))] as const,
  )
  const profile = Object.fromEntries([...base, ...custom].filter(([, value]) => value !== undefined))
  return {
    realmId,
    typeId: draft.typeId,
    profile,
    groupIds: draft.groupIds,
    activation:
      draft.activation === 'password'
        ? { kind: 'password', password: draft.password, mustChange: draft.mustChange }
        : { kind: draft.activation },
  }
}
