import { gzipSync } from 'node:zlib'
import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { pages } from '../src/app.ts'
import { demoPassword } from '../src/demo/people.ts'
import { faultCodes } from '../src/kernel/fault.ts'
import { english } from '@portico/messages/translate.ts'
import { openVisitor, type Shown, titleOf } from './support/visitor.ts'
import { testOrigin, useWorld } from './support/world.ts'

const world = useWorld()
const every = () => pages(world.parts, { isDemo: true, origin: testOrigin })
const mostBytes = 14 * 1024

test('the public pages are those listed by hand', () => {
  const listed = readFileSync(new URL('public-pages.txt', import.meta.url), 'utf8')
    .split('\n')
    .filter(Boolean)
  const open = every().filter((page) => page.access === 'public')
  expect(open.map((page) => page.id)).toEqual(listed)
})

test('the mailbox is the demo’s: elsewhere there is no such page', () => {
  const elsewhere = pages(world.parts, { isDemo: false, origin: testOrigin }).map((page) => page.path)
  expect(elsewhere.filter((path) => path.startsWith('/mailbox'))).toEqual([])
})

test('whoever is not in is sent to sign in, and comes back', async () => {
  for (const page of every().filter(({ access }) => access === 'signedIn')) {
    const answer = await world.app.inject({ method: page.method, url: page.path, headers: { host: 'localhost:8080' } })
    expect(answer.statusCode).toBe(303)
    expect(answer.headers.location).toMatch(/^\/signin/)
  }
})

describe('every page', () => {
  /** Each page as it is opened, and as it looks when something was wrong. */
  const seen: Array<readonly [string, Shown]> = []
  beforeAll(async () => {
    const visitor = openVisitor(world.app)
    const keep = (name: string, shown: Shown) => seen.push([name, shown])
    keep('name', await visitor.open('/signin'))
    keep('name, empty', await visitor.send({ username: '' }))
    keep('password', await visitor.send({ username: 'lee@acme.example' }))
    keep('password, wrong', await visitor.send({ password: 'wrong' }))
    keep('forgot', await visitor.open('/signin/forgot'))
    keep('forgot, sent', await visitor.send({ username: 'lee@acme.example' }))
    keep('dead link', await visitor.open(`/welcome/${'x'.repeat(43)}`))
    keep('dead link, again', await visitor.send())
    keep('absent', await visitor.open('/nothing'))
    keep('mailbox', await visitor.open('/mailbox'))
    await world.owner.query('update passwords set must_change = true where user_id = $1', [world.people.ana.id])
    keep('new password', await visitor.signIn('ana@globex.example', demoPassword))
    keep('new password, wrong', await visitor.send({ password: 'short', repeat: 'other' }))
    keep('home', await visitor.send({ password: 'a password of hers', repeat: 'a password of hers' }))
    keep('signed out', await visitor.send())
  })

  test('was seen', () => {
    expect(
      Object.fromEntries(seen.map(([name, { status, text }]) => [name, `${status} ${titleOf(text)}`])),
    ).toMatchInlineSnapshot(`
      {
        "absent": "404 There is no such page",
        "dead link": "410 This link does not work any more",
        "dead link, again": "200 Look in your mail",
        "forgot": "200 Reset your password",
        "forgot, sent": "200 Look in your mail",
        "home": "200 Your apps",
        "mailbox": "200 Mailbox",
        "name": "200 Sign in",
        "name, empty": "400 Sign in",
        "new password": "200 Choose a password",
        "new password, wrong": "400 Choose a password",
        "password": "200 Enter your password",
        "password, wrong": "400 Enter your password",
        "signed out": "200 You are signed out",
      }
    `)
  })

  test('is at most 14 kB with all that it loads, runs no script, loads nothing from elsewhere', async () => {
    for (const [name, { text }] of seen) {
      expect([name, gzipSync(text).length < mostBytes]).toEqual([name, true])
      expect([name, /<script|<link rel="stylesheet"|javascript:|onload|style="/i.test(text)]).toEqual([name, false])
      expect([name, [...text.matchAll(/(?:src|href)="(?!\/|#|data:)[^"]*"/g)].map(String)]).toEqual([name, []])
    }
  })

  test('has a policy with a nonce of its own, is not kept, and cannot be framed', async () => {
    const nonces = new Set<string>()
    for (const [name, { headers, text }] of seen) {
      const policy = String(headers['content-security-policy'])
      expect([name, policy]).toEqual([name, expect.stringContaining("default-src 'none'")])
      expect(policy).toContain("form-action 'self'")
      expect(policy).toContain("frame-ancestors 'none'")
      const nonce = /style-src 'self' 'nonce-([^']+)'/.exec(policy)?.[1] ?? ''
      expect(text).toContain(`<style nonce="${nonce}">`)
      nonces.add(nonce)
      expect([name, headers]).toEqual([
        name,
        expect.objectContaining({
          'cache-control': 'no-cache, no-store',
          'x-frame-options': 'DENY',
          'x-content-type-options': 'nosniff',
          'referrer-policy': 'same-origin',
        }),
      ])
    }
    expect(nonces.size).toBe(seen.length)
  })

  test('has a title, one heading, a language, a label for every field and focus where to begin', async () => {
    for (const [name, { text }] of seen) {
      const title = titleOf(text)
      expect([name, text.match(/<h1>/g)?.length]).toEqual([name, 1])
      expect(text).toContain('<html lang="en">')
      expect([name, title !== '' && text.includes(`<title>${title} · Portico</title>`)]).toEqual([name, true])
      const fields = [...text.matchAll(/<(?:input|select) id="(\w+)"/g)].map((found) => found[1] ?? '')
      for (const field of fields) expect([name, text.includes(`<label for="${field}">`)]).toEqual([name, true])
      if (fields.length > 0 && name !== 'mailbox') expect([name, text.match(/ autofocus/g)?.length]).toEqual([name, 1])
    }
  })
})

describe('the language of pages', () => {
  test('is what the browser prefers, until another is chosen', async () => {
    const visitor = openVisitor(world.app)
    expect(titleOf((await visitor.open('/signin', { 'accept-language': 'de-CH,en;q=0.5' })).text)).toBe('Anmelden')
    const english = await visitor.open('/signin?returnTo=%2Fportal&lang=en')
    expect(titleOf(english.text)).toBe('Sign in')
    expect(english.text).toContain('href="/signin?returnTo=%2Fportal&amp;lang=de"')
    expect(titleOf((await visitor.open('/signin', { 'accept-language': 'de' })).text)).toBe('Sign in')
    expect(titleOf((await visitor.open('/signin?lang=xx')).text)).toBe('Sign in')
  })

  test('every fault has words for a page', () => {
    expect(faultCodes.filter((code) => !(`fault.${code}` in english))).toEqual([])
  })
})

describe('what goes wrong', () => {
  const ask = (url: string, headers: Readonly<Record<string, string>>, method: 'GET' | 'POST' = 'GET') =>
    world.app.inject({ method, url, headers: { host: 'localhost:8080', ...headers } })
  const browser = { accept: 'text/html,*/*;q=0.8' }

  test('is a page for a browser and the documented body for a program', async () => {
    const page = await ask('/nothing', browser)
    expect([page.statusCode, titleOf(page.body)]).toEqual([404, 'There is no such page'])
    for (const url of ['/api/v1/nothing', '/portal/api/v1/nothing']) {
      const answer = await ask(url, browser)
      expect([answer.statusCode, answer.json().errorCode]).toEqual([404, 'E0000008'])
    }
    expect((await ask('/nothing', { accept: 'application/json' })).json().errorCode).toBe('E0000008')
  })

  test('a wrong method, a broken address and another host are told on a page too', async () => {
    expect(await ask('/signout', browser)).toMatchObject({ statusCode: 405, headers: { allow: 'POST' } })
    expect((await ask('/%zz', browser)).statusCode).toBeLessThan(500)
    const other = await world.app.inject({ url: '/signin', headers: { ...browser, host: 'evil.example' } })
    expect(other.body).toContain('This server does not answer to this address.')
  })

  test('too many attempts say for how long', async () => {
    const address = '203.0.113.77'
    await world.owner.query("insert into guess_counters values ($1, 'unknown', 'link', 30, $2, $3)", [
      `network:${address}`,
      world.now,
      new Date(world.now.getTime() + 540_000),
    ])
    const visitor = openVisitor(world.app, { address })
    await visitor.open('/signin/forgot')
    const answer = await visitor.send({ username: 'lee@acme.example' })
    expect([answer.status, answer.headers['retry-after']]).toEqual([429, '540'])
    expect(answer.text).toContain('Wait 9 minutes, then try again.')
  })
})
