#!/usr/bin/env node
// The command line. Standard output carries the command's own output and nothing else, so that scripts can use it.
import { bootstrap, environment, exitWith, root, serverMain } from './bootstrap.mjs'
import { become } from './process.mjs'

const args = process.argv.slice(2)

try {
  const node = await bootstrap({ out: process.stderr, portal: args[0] === 'serve' })
  become(node, [...serverMain, ...args], { cwd: root, env: environment(node) })
} catch (error) {
  exitWith(error)
}
