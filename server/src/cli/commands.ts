import type { Command } from './command.ts'
import { config } from './config.ts'
import { keysNew } from './keys-new.ts'
import { migrate } from './migrate.ts'
import { serve } from './serve.ts'

/** Every command, in the order of the overview. */
export const commands: readonly Command[] = [serve, migrate, config, keysNew]
