// Child processes for the tools. Runs on Node 18.
import { spawn } from 'node:child_process'
import { constants } from 'node:os'

/** A command that ended badly; `output` is everything that it printed. */
export class CommandFailed extends Error {
  /**
   * @param {string} command
   * @param {string} output
   * @param {number} code
   */
  constructor(command, output, code) {
    super(`${command} ended with exit code ${code}`)
    this.output = output
    this.code = code
  }
}

/**
 * Runs a command without standard input and collects what it prints, both streams in one text.
 *
 * @param {string} file
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<{ code: number, output: string }>}
 */
export function collect(file, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(file, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    const keep = (/** @type {string} */ text) => {
      output += text
    }
    child.stdout.setEncoding('utf8').on('data', keep)
    child.stderr.setEncoding('utf8').on('data', keep)
    child.on('error', (error) => resolve({ code: 127, output: `${file}: ${error.message}\n` }))
    child.on('close', (code, signal) => resolve({ code: exitCode(code, signal), output }))
  })
}

/**
 * Like `collect`, for steps that have to succeed.
 *
 * @param {string} file
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 */
export async function must(file, args, options) {
  const { code, output } = await collect(file, args, options)
  if (code !== 0) throw new CommandFailed([file, ...args].join(' '), output, code)
  return output
}

/**
 * Runs a command that writes straight to the terminal, without standard input.
 *
 * @param {string} file
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<number>} its exit code
 */
export function follow(file, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { ...options, stdio: ['ignore', 'inherit', 'inherit'] })
    child.on('error', reject)
    child.on('exit', (code, signal) => resolve(exitCode(code, signal)))
  })
}

/**
 * Hands the terminal to a command and ends this process with its exit code. Signals are passed on, except a
 * Ctrl-C typed at a terminal: the terminal has sent that one to the command already.
 *
 * @param {string} file
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 */
export function become(file, args, options = {}) {
  const child = spawn(file, args, { ...options, stdio: 'inherit' })
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
    })
  }
  // Some versions of npm stop the shell between us and them, and that shell tells nobody.
  const parent = process.ppid
  if (process.env.npm_lifecycle_event) {
    setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 500).unref()
  }
  child.on('error', (error) => {
    process.stderr.write(`${file}: ${error.message}\n`)
    process.exit(127)
  })
  child.on('exit', (code, signal) => process.exit(exitCode(code, signal)))
}

/**
 * The shell's convention: 128 and the signal's number.
 *
 * @param {number | null} code
 * @param {NodeJS.Signals | null} signal
 */
function exitCode(code, signal) {
  return code ?? 128 + (signal ? constants.signals[signal] : 0)
}
