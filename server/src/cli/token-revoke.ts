import { isId } from '../kernel/ids.ts'
import { revokeApiToken } from '../users/public.ts'
import { type Command, UsageError } from './command.ts'
import { withDeployment } from './with-deployment.ts'

export const tokenRevoke: Command = {
  name: 'token revoke',
  summary: 'End an API token at once. Its id is in the log, and was told when it was made.',
  usage: 'token revoke ID',
  options: {},
  positionals: ['ID'],
  run: async (terminal, { positionals: [id = ''] }) => {
    if (!isId('apiToken', id)) throw new UsageError(`"${id}" is not the id of a token: they begin with 00T`)
    return withDeployment(terminal, { mayCreate: false }, async (ctx) => {
      await revokeApiToken(ctx, { tokenId: id })
      terminal.out(`Token ${id} does not work any more.\n`)
      return 0
    })
  },
}
