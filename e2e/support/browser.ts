import { existsSync } from 'node:fs'
import installed from './browsers.json' with { type: 'json' }

/**
 * The system's Chromium, the headless one first: it starts in half the time. Undefined means Playwright's own.
 * `PORTICO_BROWSER` names another.
 */
export const browserPath = (): string | undefined =>
  process.env.PORTICO_BROWSER ?? installed.find((path) => existsSync(path))

/** No sandbox, because a container rarely allows one; the rest keeps Chromium from calling its makers. */
export const browserArgs: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
