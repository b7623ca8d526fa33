import { adminCreate } from './admin-create.ts'
import { adminUnlock } from './admin-unlock.ts'
import { backup } from './backup.ts'
import type { Command } from './command.ts'
import { config } from './config.ts'
import { demoReset } from './demo-reset.ts'
import { keysNew } from './keys-new.ts'
import { migrate } from './migrate.ts'
import { restore } from './restore.ts'
import { serve } from './serve.ts'
import { tokenCreate } from './token-create.ts'
import { tokenRevoke } from './token-revoke.ts'

/** Every command, in the order of the overview. */
export const commands: readonly Command[] = [
  serve,
  migrate,
  backup,
  restore,
  config,
  keysNew,
  adminCreate,
  adminUnlock,
  tokenCreate,
  tokenRevoke,
  demoReset,
]
