import { baseAttributes } from '@portico/contract/profile.ts'
import type { AttributeRule } from '../authz/attributes.ts'
import type { FieldFault } from '../kernel/fault.ts'
import type { CustomAttribute } from '../schemas/public.ts'
import { isEmpty, isKnown, missingFaults, readProfile, type WishedProfile } from './profile-rules.ts'
import type { Profile } from './user.ts'

export interface ProfileEdit {
  /** `merge` leaves what is not named as it is, `replace` empties it. */
  readonly mode: 'merge' | 'replace'
  readonly wished: WishedProfile
  readonly custom: readonly CustomAttribute[]
  /** Another user type has other rules: then what does not change is checked as well. */
  readonly typeChanges: boolean
  readonly writable: AttributeRule
  readonly readable: AttributeRule
}

export interface EditedProfile {
  readonly profile: Profile
  /** What the actor named and may not write: nothing of the edit may be done then. */
  readonly readOnly: readonly string[]
  /** By name, those whose value is another than before. */
  readonly changed: readonly string[]
  readonly faults: readonly FieldFault[]
}

/**
 * What a profile becomes by an edit. What the actor may not write stays as it is: named with the value that it has, if they
 * may read it, it is no fault, so that a client can send back what it got. A value that stays is not judged again by rules
 * that came after it.
 */
export function editProfile(current: Profile, edit: ProfileEdit): EditedProfile {
  const { mode, wished, custom, writable, readable } = edit
  const known = Object.keys(wished).filter((name) => isKnown(name, custom))
  const stays = (name: string) => isSame(wished[name], current[name])
  const readOnly = known.filter((name) => !writable(name) && !(readable(name) && stays(name)))
  const settled = known.filter((name) => !edit.typeChanges && stays(name))
  const open = Object.entries(wished).filter(([name]) => !settled.includes(name))
  const { values, faults } = readProfile(Object.fromEntries(open), custom)
  const base = Object.entries(current).filter(([name]) => mode === 'merge' || !writable(name) || settled.includes(name))
  const next = new Map(base)
  for (const [name, value] of values) {
    if (value === null) next.delete(name)
    else next.set(name, value)
  }
  const profile = Object.fromEntries(next)
  const told = new Set(faults.map(({ path }) => path.split('.')[1] ?? ''))
  const missing = missingFaults(profile, custom, told).filter(({ path }) => {
    const name = path.slice('profile.'.length)
    return mode === 'replace' ? writable(name) : values.has(name)
  })
  return { profile, readOnly, changed: differences(current, profile), faults: [...faults, ...missing] }
}

function isSame(wished: unknown, current: Profile[string] | undefined): boolean {
  return isEmpty(wished) ? current === undefined : JSON.stringify(wished) === JSON.stringify(current)
}

/** In the order in which a profile is shown. */
function differences(before: Profile, after: Profile): readonly string[] {
  const shown = baseAttributes.map(({ name }) => name)
  const names = [...new Set([...shown, ...Object.keys(before), ...Object.keys(after)])]
  return names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
}
