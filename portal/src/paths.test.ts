import { expect, test } from 'vitest'
import { paths, serverPaths } from './paths.ts'

const realmId = 'guo1Acme0000000000p7'
const userId = '00u1Lee00000000000p7'

test('every address', () => {
  const all = {
    ...Object.fromEntries(Object.entries(paths).map(([name, path]) => [name, path({ realmId, userId })])),
    signIn: serverPaths.signIn({ returnTo: '/portal?a=b' }),
    home: serverPaths.home(),
  }
  expect(all).toMatchInlineSnapshot(`
    {
      "gallery": "/portal/_gallery",
      "home": "/",
      "portal": "/portal",
      "signIn": "/signin?returnTo=%2Fportal%3Fa%3Db",
      "user": "/portal/guo1Acme0000000000p7/users/00u1Lee00000000000p7",
      "userEdit": "/portal/guo1Acme0000000000p7/users/00u1Lee00000000000p7/edit",
      "userNew": "/portal/guo1Acme0000000000p7/users/new",
      "users": "/portal/guo1Acme0000000000p7/users",
    }
  `)
})

test('an id cannot leave its place', () => {
  expect(paths.user({ realmId: '../x', userId: 'a/b?c' })).toBe('/portal/..%2Fx/users/a%2Fb%3Fc')
})
