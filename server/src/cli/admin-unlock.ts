import { nameUser, unlockUser } from '../users/public.ts'
import { type Command, requiredOption } from './command.ts'
import { withDeployment } from './with-deployment.ts'

export const adminUnlock: Command = {
  name: 'admin unlock',
  summary: 'Let somebody who is locked out after wrong guesses sign in again, with the password they have.',
  usage: 'admin unlock --login LOGIN',
  options: { login: { value: 'LOGIN', required: true, doc: 'Who is locked out.' } },
  run: (terminal, given) =>
    withDeployment(terminal, { mayCreate: false }, async (ctx) => {
      const login = requiredOption(given, 'login')
      await unlockUser(ctx, { userId: await nameUser(ctx, login) })
      terminal.out(`${login} can sign in again.\n`)
      return 0
    }),
}
