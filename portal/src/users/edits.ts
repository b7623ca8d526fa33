import { profileText } from './base-fields.ts'
import type { Profile } from './requests.ts'

/** What was typed and differs from what the form was opened with. Empty is `null`: the attribute goes away. */
export function changesOf(
  opened: Profile,
  edits: Readonly<Record<string, string>>,
): Readonly<Record<string, string | null>> {
  const changed = Object.entries(edits)
    .map(([name, value]) => [name, value.trim()] as const)
    .filter(([name, value]) => value !== profileText(opened, name))
  return Object.fromEntries(changed.map(([name, value]) => [name, value === '' ? null : value]))
}

/** What somebody else has stored since the form was opened. */
export function theirsOf(opened: Profile, stored: Profile): Readonly<Record<string, string>> {
  const names = new Set([...Object.keys(opened), ...Object.keys(stored)])
  const changed = [...names].filter((name) => profileText(opened, name) !== profileText(stored, name))
  return Object.fromEntries(changed.map((name) => [name, profileText(stored, name)]))
}
