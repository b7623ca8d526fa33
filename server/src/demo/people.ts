/** The cast: the same people in the demo, the tests and the documentation. */
export interface DemoPerson {
  readonly key: string
  readonly login: string
  readonly firstName: string
  readonly lastName: string
  readonly realm: 'Default Realm' | 'Acme' | 'Globex'
  readonly role: 'SUPER_ADMIN' | 'ORG_ADMIN' | 'PARTNER_ADMIN' | null
  /** The realms that a partner admin runs. */
  readonly runs: readonly ('Acme' | 'Globex')[]
  readonly says: string
}

export const demoPassword = 'try-portico-today'

export const cast: readonly DemoPerson[] = [
  {
    key: 'sam',
    login: 'sam@portico.example',
    firstName: 'Sam',
    lastName: 'Rivera',
    realm: 'Default Realm',
    role: 'SUPER_ADMIN',
    runs: [],
    says: 'super admin',
  },
  {
    key: 'omar',
    login: 'omar@portico.example',
    firstName: 'Omar',
    lastName: 'Haddad',
    realm: 'Default Realm',
    role: 'ORG_ADMIN',
    runs: [],
    says: 'org admin',
  },
  {
    key: 'kim',
    login: 'kim@portico.example',
    firstName: 'Kim',
    lastName: 'Sato',
    realm: 'Default Realm',
    role: 'PARTNER_ADMIN',
    runs: ['Acme', 'Globex'],
    says: 'partner admin of Acme and Globex',
  },
  {
    key: 'priya',
    login: 'priya@acme.example',
    firstName: 'Priya',
    lastName: 'Nair',
    realm: 'Acme',
    role: 'PARTNER_ADMIN',
    runs: ['Acme'],
    says: 'partner admin of Acme',
  },
  {
    key: 'noor',
    login: 'noor@acme.example',
    firstName: 'Noor',
    lastName: 'Aziz',
    realm: 'Acme',
    role: 'PARTNER_ADMIN',
    runs: ['Acme'],
    says: 'second partner admin of Acme',
  },
  {
    key: 'lee',
    login: 'lee@acme.example',
    firstName: 'Lee',
    lastName: 'Park',
    realm: 'Acme',
    role: null,
    runs: [],
    says: 'a user at Acme',
  },
  {
    key: 'eve',
    login: 'eve@globex.example',
    firstName: 'Eve',
    lastName: 'Moreau',
    realm: 'Globex',
    role: 'PARTNER_ADMIN',
    runs: ['Globex'],
    says: 'partner admin of Globex',
  },
  {
    key: 'ana',
    login: 'ana@globex.example',
    firstName: 'Ana',
    lastName: 'Silva',
    realm: 'Globex',
    role: null,
    runs: [],
    says: 'a user at Globex',
  },
]

const given = [
  'Aisha',
  'Bruno',
  'Carla',
  'Dmitri',
  'Elena',
  'Farid',
  'Grace',
  'Hiro',
  'Ines',
  'Jonas',
  'Kofi',
  'Lina',
  'Mateo',
  'Nadia',
  'Oskar',
  'Paula',
  'Quentin',
  'Rosa',
  'Sven',
  'Tara',
  'Umar',
  'Vera',
  'Wim',
  'Xenia',
  'Yusuf',
  'Zoe',
]
const family = [
  'Abbott',
  'Bauer',
  'Costa',
  'Diaz',
  'Eriksen',
  'Fischer',
  'Garcia',
  'Hansen',
  'Ito',
  'Jensen',
  'Kowalski',
  'Lindqvist',
  'Müller',
  'Novak',
  'Okafor',
  'Petrov',
  'Quinn',
  'Rossi',
  'Schmidt',
  'Tanaka',
  'Unger',
  'Vogel',
  'Weber',
  'Young',
  'Zhang',
]

/** The n-th of the people who are only there to be many. */
export function filler(
  index: number,
  domain: string,
): { readonly login: string; readonly firstName: string; readonly lastName: string } {
  const firstName = given[index % given.length] ?? 'Ada'
  const lastName = family[Math.floor(index / given.length + index * 7) % family.length] ?? 'Ito'
  const ascii = (text: string) =>
    text
      .normalize('NFD')
      .replace(/\p{M}+/gu, '')
      .toLowerCase()
  return { login: `${ascii(firstName)}.${ascii(lastName)}${index}@${domain}`, firstName, lastName }
}
