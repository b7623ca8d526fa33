import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** An account of the operating system that PostgreSQL runs under. */
export interface Account {
  readonly uid: number
  readonly gid: number
}

/**
 * All that PostgreSQL's programs see of the environment: our own may hold secrets and PG… variables that would change
 * what they do. The C locale keeps their messages in the one language that is matched here.
 */
export const postgresEnv = { LC_ALL: 'C', TZ: 'UTC' } as const

/**
 * Runs one of PostgreSQL's programs to its end as `account`, or as ourselves. Rejects, with what it wrote, when it
 * fails.
 */
export async function runPostgresTool(
  file: string,
  args: readonly string[],
  options: { readonly account: Account | undefined; readonly cwd?: string; readonly input?: string },
): Promise<{ readonly stdout: string; readonly stderr: string }> {
  const running = promisify(execFile)(file, args, { ...options.account, cwd: options.cwd ?? '/', env: postgresEnv })
  running.child.stdin?.on('error', () => {}) // it may end without reading; its exit code says why
  running.child.stdin?.end(options.input ?? '')
  return await running
}

/** Runs a program found on the PATH; undefined when it is missing or fails. */
export async function runSystemTool(file: string, args: readonly string[]): Promise<string | undefined> {
  try {
    return (await promisify(execFile)(file, args)).stdout.trim()
  } catch {
    return undefined
  }
}
