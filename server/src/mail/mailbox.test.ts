import { describe, expect, test } from 'vitest'
import { post } from '../../test/support/post.ts'
import { openVisitor, titleOf } from '../../test/support/visitor.ts'
import { useWorld } from '../../test/support/world.ts'
import { newId } from '../kernel/ids.ts'
import { secondsAfter } from '../kernel/clock.ts'

const world = useWorld()
const visitor = (address = '127.0.0.1') => openVisitor(world.app, { address })
let order = 0

async function keep(
  recipient: string,
  subject: string,
  html = '<html><head></head><body>x</body></html>',
  text = 'x',
): Promise<string> {
  order += 1
  const at = secondsAfter(world.now, order)
  const id = newId('mailboxMessage', at)
  await world.owner.query(
    "insert into mailbox values ($1, $2, 'mail', $3, 'Portico <no-reply@localhost>', $4, $5, $6)",
    [id, at, recipient, subject, text, html],
  )
  return id
}
const subjects = (text: string) =>
  [...text.matchAll(/<li><a href="\/mailbox\/[^"]+">([^<]*)</g)].map((found) => found[1])

describe('the mailbox', () => {
  test('lists mails, the newest first, by whom they went to and by words', async () => {
    await keep('lee@acme.example', 'First &lt;')
    await keep('ana@globex.example', 'Second')
    await keep('lee@acme.example', 'Third', undefined, 'about 100% of_things')
    const list = async (query: string) => subjects((await visitor().open(`/mailbox${query}`)).text)
    expect(await list('')).toEqual(['Third', 'Second', 'First &amp;lt;'])
    expect(await list('?to=lee%40acme.example')).toEqual(['Third', 'First &amp;lt;'])
    expect(await list('?q=SECOND')).toEqual(['Second'])
    expect(await list('?q=100%25%20of_')).toEqual(['Third'])
    expect(await list('?q=%25')).toEqual(['Third'])
    expect((await visitor().open('/mailbox?q=nothing-like-it')).text).toContain('No mail matches.')
  })

  test('has pages of fifty', async () => {
    for (let index = 0; index < 51; index += 1) await keep('many@acme.example', `Mail ${index}`)
    const first = await visitor().open('/mailbox?to=many%40acme.example')
    expect(subjects(first.text)).toHaveLength(50)
    const older = /<a href="(\/mailbox\?[^"]*before[^"]*)"/.exec(first.text)?.[1]?.replaceAll('&amp;', '&') ?? ''
    expect(subjects((await visitor().open(older)).text)).toEqual(['Mail 0'])
  })

  test('shows a mail as it came: the real one, whose link can be followed', async () => {
    const asked = visitor()
    await asked.open('/signin/forgot')
    await asked.send({ username: world.people.lee.login })
    await post(world)
    const list = await visitor().open('/mailbox?to=lee%40acme.example&q=Reset')
    const path = /<a href="(\/mailbox\/[^"?]+)"/.exec(list.text)?.[1] ?? ''
    const mail = await visitor().open(path)
    expect(titleOf(mail.text)).toBe('Reset your password')
    const link = /<a href="(\/reset_password\/[^"]+)"/.exec(mail.text)?.[1] ?? ''
    expect(titleOf((await visitor().open(link)).text)).toBe('Choose a new password')
    const frame = await visitor().open(/<iframe src="([^"]+)"/.exec(mail.text)?.[1] ?? '')
    expect(frame.text).toContain(`href="http://localhost:8080${link}"`)
    expect(frame.text).toContain('<base target="_top">')
  })

  test('lets the markup of a mail do nothing, and be framed by itself alone', async () => {
    const id = await keep(
      'lee@acme.example',
      '<script>alert(1)</script>',
      '<head></head><script>alert(1)</script>',
      '<script>alert(1)</script> https://evil.example/x',
    )
    const page = await visitor().open(`/mailbox/${id}`)
    expect(page.text).not.toContain('<script')
    expect(page.text).not.toContain('href="https://evil')
    expect(page.text).toContain('sandbox="allow-top-navigation-by-user-activation"')
    expect(String(page.headers['content-security-policy'])).toContain("frame-src 'self'")
    const { headers } = await visitor().open(`/mailbox/${id}/html`)
    expect(headers).toMatchObject({ 'x-frame-options': 'SAMEORIGIN', 'cache-control': 'no-cache, no-store' })
    const policy = String(headers['content-security-policy'])
    expect(policy).toMatch(/^sandbox allow-top-navigation-by-user-activation; default-src 'none';/)
    expect(policy).not.toContain('script-src')
  })

  test('knows no other mail, and no other machine', async () => {
    const id = await keep('lee@acme.example', 'Once more')
    for (const path of [
      `/mailbox/${newId('mailboxMessage', world.now)}`,
      '/mailbox/x',
      `/mailbox/${id.toLowerCase()}x`,
      "/mailbox/'--",
    ])
      expect((await visitor().open(path)).status).toBe(404)
    for (const path of ['/mailbox', `/mailbox/${id}`, `/mailbox/${id}/html`])
      expect((await visitor('192.0.2.44').open(path)).status).toBe(404)
  })

  test.each(['?q=%00', '?q=a&q=b', `?q=${'x'.repeat(5000)}`, '?before=x', '?to=', '?lang=de&q=%ff'])(
    'is shown for a question like %s',
    async (query) => {
      expect((await visitor().open(`/mailbox${query}`)).status).toBe(200)
    },
  )
})
