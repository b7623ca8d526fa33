import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { complete, missing } from './complete-lock.mjs'

test('the lockfile names every platform, so that npm ci accepts it (if not: node tools/complete-lock.mjs)', () => {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'))
  expect(missing(lock).map(({ name }) => name)).toEqual([])
})

test('a platform package is added beside its siblings, or below its parent when another version has that place', () => {
  const lock = {
    packages: {
      '': {},
      'node_modules/a': {
        version: '2.0.0',
        dev: true,
        optionalDependencies: { '@a/linux-x64': '2.0.0', '@a/cli-linux-arm64-musl': '2.0.0' },
      },
      'node_modules/@a/linux-x64': { version: '2.0.0' },
      'node_modules/b/node_modules/a': {
        version: '1.0.0',
        optionalDependencies: { '@a/linux-x64': '1.0.0', '@a/darwin-arm64': '1.0.0' },
      },
    },
  }
  const { packages } = complete(lock)
  expect(Object.keys(packages)).toEqual([
    '',
    'node_modules/@a/cli-linux-arm64-musl',
    'node_modules/@a/darwin-arm64',
    'node_modules/@a/linux-x64',
    'node_modules/a',
    'node_modules/b/node_modules/a',
    'node_modules/b/node_modules/a/node_modules/@a/linux-x64',
  ])
  expect(packages['node_modules/@a/cli-linux-arm64-musl']).toEqual({
    version: '2.0.0',
    cpu: ['arm64'],
    libc: ['musl'],
    os: ['linux'],
    dev: true,
    optional: true,
  })
  expect(missing({ packages })).toEqual([])
})
