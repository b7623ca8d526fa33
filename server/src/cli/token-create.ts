import { isPermission, type Permission, permissionOnWire } from '../authz/permissions.ts'
import type { Database } from '../db/database.ts'
import { foldLogin } from '../kernel/fold.ts'
import { isId, type RealmId } from '../kernel/ids.ts'
import { createApiToken, nameUser } from '../users/public.ts'
import { type Command, CommandError, requiredOption, textOption, textOptions } from './command.ts'
import { withDeployment } from './with-deployment.ts'

export const tokenCreate: Command = {
  name: 'token create',
  summary:
    'Make an API token that acts as a user, and print it. It is shown this once, alone on stdout; what it is goes to stderr.',
  usage: 'token create --user LOGIN --name NAME [--days N] [--realm NAME]… [--permission P]…',
  options: {
    user: { value: 'LOGIN', required: true, doc: 'Whom it acts as. It never does more than they may.' },
    name: { value: 'NAME', required: true, doc: 'What it is for, as people read it in the log.' },
    days: { value: 'N', doc: 'How long it works: 1 to 365 days, 90 unless given. It also ends after 30 days unused.' },
    realm: { value: 'NAME', many: true, doc: 'Limit it to this realm.' },
    permission: { value: 'P', many: true, doc: 'Limit it to this permission, such as users.read.' },
  },
  run: (terminal, given) =>
    withDeployment(terminal, { mayCreate: false }, async (ctx, { db }) => {
      const permissions = textOptions(given, 'permission').map(permissionNamed)
      const realms = textOptions(given, 'realm')
      const realmIds = await Promise.all(realms.map((name) => realmNamed(db, name)))
      const token = await createApiToken(ctx, {
        userId: await nameUser(ctx, requiredOption(given, 'user')),
        name: requiredOption(given, 'name'),
        days: Number(textOption(given, 'days') ?? '90'),
        permissions: permissions.length > 0 ? permissions : undefined,
        realmIds: realmIds.length > 0 ? realmIds : undefined,
      })
      terminal.out(`${token.secret.reveal()}\n`)
      terminal.err(`Token ${token.id} works until ${token.expiresAt.toISOString()}. You will not see it again.\n`)
      return 0
    }),
}

function permissionNamed(name: string): Permission {
  const plain = name.replace(/^okta\./, '')
  if (isPermission(plain)) return plain
  throw new CommandError(`There is no permission "${name}". An example: ${permissionOnWire('users.read')}`)
}

async function realmNamed(db: Database, name: string): Promise<RealmId> {
  const named = db.selectFrom('realms').select('id')
  const row = await (isId('realm', name)
    ? named.where('id', '=', name)
    : named.where('name_key', '=', foldLogin(name))
  ).executeTakeFirst()
  if (row === undefined) throw new CommandError(`There is no realm "${name}".`)
  return row.id
}
