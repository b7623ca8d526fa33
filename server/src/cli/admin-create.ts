import { createAdmin } from '../admins/public.ts'
import { urlOf } from '../users/public.ts'
import { type Command, requiredOption, textOption, UsageError } from './command.ts'
import { withDeployment } from './with-deployment.ts'

const roles = { super: 'SUPER_ADMIN', org: 'ORG_ADMIN' } as const

export const adminCreate: Command = {
  name: 'admin create',
  summary:
    'Create an admin of the whole org, and print the link with which they choose their password: alone on stdout, for one use within an hour.',
  usage: 'admin create --login LOGIN --first-name NAME --last-name NAME [--role super|org]',
  options: {
    login: { value: 'LOGIN', required: true, doc: 'Their username, which has the form of an e-mail address.' },
    'first-name': { value: 'NAME', required: true, doc: 'First name.' },
    'last-name': { value: 'NAME', required: true, doc: 'Last name.' },
    role: { value: 'super|org', doc: 'super, unless given, decides who administers; org does everything else.' },
  },
  run: async (terminal, given) => {
    const named = textOption(given, 'role') ?? 'super'
    if (named !== 'super' && named !== 'org') throw new UsageError(`--role is "${named}": it must be super or org`)
    return withDeployment(terminal, { mayCreate: true }, async (ctx, { config, keyring }) => {
      const link = await createAdmin(
        ctx,
        {
          login: requiredOption(given, 'login'),
          firstName: requiredOption(given, 'first-name'),
          lastName: requiredOption(given, 'last-name'),
          role: roles[named],
        },
        { keyring },
      )
      terminal.out(`${config.origin}${urlOf(link)}\n`)
      terminal.err(`This link works once, until ${link.expiresAt.toISOString()}. Give it to them and to nobody else.\n`)
      return 0
    })
  },
}
