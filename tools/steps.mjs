// Runs named steps side by side and says how each went. Runs on Node 18.
import { collect } from './process.mjs'
import { seconds } from './progress.mjs'

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {readonly string[]} command
 * @property {string} [remedy] the command that repairs it
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 */

const linesOfLaterFailures = 60

/**
 * Runs the steps, at most `width` at a time, in the order given. All of them run even when one fails, so that one look
 * shows everything; the first failure is printed in full, the end of the others.
 *
 * @param {readonly Step[]} steps
 * @param {{ width: number, env: NodeJS.ProcessEnv, cwd: string }} options
 * @returns {Promise<string[]>} the names of the steps that failed
 */
export async function runSteps(steps, { width, env, cwd }) {
  const waiting = [...steps]
  /** @type {string[]} */
  const failed = []
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const startedAt = Date.now()
      const [file = '', ...args] = next.command
      const { code, output } = await collect(file, args, { cwd: next.cwd ?? cwd, env: { ...env, ...next.env } })
      const word = code === 0 ? 'ok' : 'FAILED'
      process.stdout.write(`${word.padEnd(7)}${next.name.padEnd(16)}${seconds(startedAt).padStart(8)}\n`)
      if (code === 0) continue
      const isFirst = failed.push(next.name) === 1
      process.stdout.write(`\n${isFirst ? output.trimEnd() : lastLines(output)}\n\n  ${hint(next)}\n\n`)
    }
  }
  await Promise.all(Array.from({ length: width }, worker))
  return failed
}

/** @param {Step} step */
const hint = ({ command, remedy }) => (remedy ? `repair: ${remedy}` : `again: ${command.map(relative).join(' ')}`)

/** @param {string} path */
const relative = (path) => path.replace(`${process.cwd()}/`, '')

/** @param {string} text */
const lastLines = (text) => text.trimEnd().split('\n').slice(-linesOfLaterFailures).join('\n')
