const id = encodeURIComponent

interface Realm {
  readonly realmId: string
}
interface User extends Realm {
  readonly userId: string
}

/** The only place where an address of the portal is made. */
export const paths = {
  portal: () => '/portal',
  gallery: () => '/portal/_gallery',
  users: ({ realmId }: Realm) => `/portal/${id(realmId)}/users`,
  userNew: ({ realmId }: Realm) => `/portal/${id(realmId)}/users/new`,
  user: ({ realmId, userId }: User) => `/portal/${id(realmId)}/users/${id(userId)}`,
  userEdit: ({ realmId, userId }: User) => `/portal/${id(realmId)}/users/${id(userId)}/edit`,
} as const

/** Pages of the server outside the portal: left by a full page load. */
export const serverPaths = {
  signIn: ({ returnTo }: { readonly returnTo: string }) => `/signin?returnTo=${id(returnTo)}`,
  home: () => '/',
} as const
