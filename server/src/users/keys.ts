import { foldEmail, foldLogin, foldVersion, sortKey } from '../kernel/fold.ts'
import { type Profile, textOf } from './user.ts'

/** What the database compares and sorts people by. Computed here, from the profile, in the transaction that writes it. */
export function keysOf(profile: Profile) {
  const [login, first, last, email] = ['login', 'firstName', 'lastName', 'email'].map((name) => textOf(profile, name))
  const loginKey = foldLogin(login ?? '')
  return {
    login_key: loginKey,
    short_key: loginKey.split('@')[0] ?? loginKey,
    email_key: foldEmail(email ?? ''),
    first_key: foldLogin(first ?? ''),
    last_key: foldLogin(last ?? ''),
    sort_key: sortKey(last ?? '', first ?? '', login ?? ''),
    search_text: [first, last, login, email].map((part) => foldLogin(part ?? '')).join(' '),
    fold_version: foldVersion,
  }
}
