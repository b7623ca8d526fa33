import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { insertSomebody } from '../../test/support/samples.ts'
import { type MailServer, openMailServer } from '../../test/support/smtp.ts'
import { until } from '../../test/support/race.ts'
import { openVisitor } from '../../test/support/visitor.ts'
import { testOrigin, useWorld } from '../../test/support/world.ts'
import { newId, type RealmId, type UserId } from '../kernel/ids.ts'
import { day, secondsAfter } from '../kernel/clock.ts'
import { type Deliverer, smtpTransport, startDeliverer, type TemplateName } from './public.ts'

const world = useWorld()
let server: MailServer
const opened: Deliverer[] = []
beforeAll(async () => {
  server = await openMailServer({ offersTls: false })
})
afterAll(() => server.close())
afterEach(async () => {
  server.received.length = 0
  server.refused.clear()
  server.hangs = false
  await world.owner.query('delete from outbox')
  await Promise.all(opened.splice(0).map((deliverer) => deliverer.stop()))
})

const problems: string[] = []
/** The real deliverer, over real SMTP, whose rounds a test begins. */
function deliverer(port = server.port, requireTls = false): Deliverer {
  problems.length = 0
  const started = startDeliverer({
    db: world.db,
    transport: smtpTransport(
      { host: '127.0.0.1', port, user: undefined, password: undefined, requireTls },
      'Portico <no-reply@portico.example>',
    ),
    origin: testOrigin,
    now: () => world.now,
    log: (_level, message, fields) => problems.push(`${message}: ${String(fields?.['reason'])}`),
    everyMs: 3_600_000,
  })
  opened.push(started)
  return started
}

interface Queued {
  readonly userId: UserId
  readonly recipients: readonly string[]
  readonly template?: TemplateName
  readonly secretPurpose?: string
  readonly params?: Readonly<Record<string, string>>
  readonly locale?: string
  readonly order?: number
  readonly realmId?: RealmId
}
async function queue(mail: Queued): Promise<void> {
  const at = secondsAfter(world.now, mail.order ?? 0)
  await world.owner.query(
    `insert into outbox (id, created_at, kind, template, realm_id, subject_user_id, recipients, params, secret_purpose, locale, ordering_key, run_at, expires_at)
     values ($1, $2, 'mail', $3, $4, $5, $6, $7, $8, $9, $10, $2, $11)`,
    [
      newId('outbox', at),
      world.now,
      mail.template ?? 'suspended',
      mail.realmId ?? world.realms.acme,
      mail.userId,
      JSON.stringify(mail.recipients),
      JSON.stringify({ name: 'Lee Park', login: 'lee@acme.example', actor: 'Priya Nair', time: 'now', ...mail.params }),
      mail.secretPurpose ?? null,
      mail.locale ?? 'en',
      `user:${mail.userId}`,
      secondsAfter(world.now, day),
    ],
  )
}
const left = async () => (await world.owner.query('select * from outbox order by id')).rows
const waiting = () => insertSomebody(world, world.realms.acme, 'PROVISIONED')
const link = (text: string | undefined) => /http:\/\/localhost:8080(\S+)/.exec(text ?? '')?.[1] ?? ''

describe('a mail', () => {
  test('arrives as text and as HTML, in the person’s language, marked as sent by a machine', async () => {
    await queue({
      userId: world.people.lee.id,
      recipients: ['lee@acme.example'],
      locale: 'de',
      params: { name: 'Łukasz Größe 李', actor: 'Zoë' },
    })
    await deliverer().round()
    expect(server.received).toHaveLength(1)
    const [mail] = server.received
    expect(mail).toMatchObject({ subject: 'Ihr Konto ist ausgesetzt', envelope: ['lee@acme.example'] })
    expect(mail?.raw).toMatch(/^From: Portico <no-reply@portico.example>$/m)
    expect(mail?.raw).toMatch(/^To: lee@acme.example$/m)
    expect(mail?.text).toContain('Łukasz Größe 李')
    expect(mail?.html).toContain('Łukasz Größe 李')
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated')
    expect(await left()).toEqual([])
  })

  test('cannot be given another header, recipient or body by what is in a name', async () => {
    const name = 'Eve\r\nBcc: all@globex.example\r\nContent-Type: text/html\r\n\r\n<script>alert(1)</script>'
    await queue({
      userId: world.people.lee.id,
      recipients: ['lee@acme.example'],
      template: 'adminReset',
      params: { name, actor: name },
    })
    await deliverer().round()
    const [mail] = server.received
    expect(mail?.envelope).toEqual(['lee@acme.example'])
    expect(mail?.bcc).toBeUndefined()
    expect(mail?.subject).toBe(
      'Eve Bcc: all@globex.example Content-Type: text/html <script>alert(1)</script> reset your password',
    )
    expect([...(mail?.headers.keys() ?? [])].sort()).toEqual([
      'auto-submitted',
      'content-type',
      'date',
      'from',
      'message-id',
      'mime-version',
      'subject',
      'to',
    ])
    expect(mail?.text).toContain(
      'Hello Eve Bcc: all@globex.example Content-Type: text/html <script>alert(1)</script>,\n',
    )
    expect(mail?.html).not.toContain('<script')
    expect(mail?.html).toContain('&lt;script&gt;')
  })

  test('goes to each address by itself: none sees the other', async () => {
    await queue({ userId: world.people.lee.id, recipients: ['lee@acme.example', 'lee@home.example'] })
    await deliverer().round()
    expect(server.received.map((mail) => [mail.envelope, mail.raw.includes('lee@home.example')])).toEqual([
      [['lee@acme.example'], false],
      [['lee@home.example'], true],
    ])
  })

  test('whose time is over is dropped, not sent late', async () => {
    await queue({ userId: world.people.lee.id, recipients: ['lee@acme.example'] })
    const began = world.now
    world.now = secondsAfter(began, day)
    await deliverer().round()
    expect([server.received, await left()]).toEqual([[], []])
    world.now = began
  })
})

describe('a server that refuses', () => {
  test('is asked again, later each time, and the mail leaves once it takes it', async () => {
    await queue({ userId: world.people.lee.id, recipients: ['lee@acme.example'] })
    server.refused.add('lee@acme.example')
    const began = world.now
    const post = deliverer()
    const waits: number[] = []
    for (let attempt = 1; attempt <= 4; attempt += 1) {
      await post.round()
      const [row] = await left()
      expect(row).toMatchObject({ attempts: attempt, last_error: expect.stringContaining('550'), locked_until: null })
      waits.push((row.run_at.getTime() - world.now.getTime()) / 1000)
      expect(await post.round()).toBe(0)
      world.now = row.run_at
    }
    expect(waits).toEqual([2, 4, 8, 16])
    server.refused.clear()
    await post.round()
    expect([server.received.length, await left()]).toEqual([1, []])
    world.now = began
  })

  test('one address of two: a notice is tried again for that one alone', async () => {
    await queue({ userId: world.people.lee.id, recipients: ['gone@acme.example', 'lee@acme.example'] })
    server.refused.add('gone@acme.example')
    const post = deliverer()
    await post.round()
    const [row] = await left()
    expect(row.recipients).toEqual(['gone@acme.example'])
    const began = world.now
    world.now = row.run_at
    server.refused.clear()
    await post.round()
    expect(server.received.map((mail) => mail.envelope)).toEqual([['lee@acme.example'], ['gone@acme.example']])
    world.now = began
  })

  test('one address of two: a link that has arrived at the other stays the one that works', async () => {
    const userId = await waiting()
    await queue({
      userId,
      recipients: ['gone@acme.example', 'lee@acme.example'],
      template: 'activation',
      secretPurpose: 'activation',
    })
    server.refused.add('gone@acme.example')
    await deliverer().round()
    expect(await left()).toEqual([])
    expect(problems).toEqual([expect.stringContaining('a link reached one address and not another')])
    expect((await openVisitor(world.app).open(link(server.received[0]?.text))).status).toBe(200)
  })

  test('is sent nothing over a connection that it does not encrypt, where that is demanded', async () => {
    await queue({ userId: world.people.lee.id, recipients: ['lee@acme.example'] })
    await deliverer(server.port, true).round()
    const [row] = await left()
    expect(row.last_error).toMatch(/STARTTLS|TLS/)
    expect(server.received).toEqual([])
  })

  test('is sent nothing when its certificate is nobody’s', async () => {
    const impostor = await openMailServer({ offersTls: true })
    await queue({ userId: world.people.lee.id, recipients: ['lee@acme.example'] })
    await deliverer(impostor.port, true).round()
    expect((await left())[0].last_error).toMatch(/certificate/)
    expect(impostor.received).toEqual([])
    await impostor.close()
  })

  test('is not there: the mail waits', async () => {
    await queue({ userId: world.people.lee.id, recipients: ['lee@acme.example'] })
    await deliverer(1).round()
    expect((await left())[0]).toMatchObject({ attempts: 1, last_error: expect.stringContaining('ECONNREFUSED') })
  })
})

describe('a mail with a link', () => {
  test('makes it when it leaves, and supersedes every earlier one', async () => {
    const userId = await waiting()
    const mail = {
      userId,
      recipients: ['nia@acme.example'],
      template: 'activation',
      secretPurpose: 'activation',
    } as const
    await queue(mail)
    expect((await world.owner.query('select 1 from one_time_secrets where user_id = $1', [userId])).rowCount).toBe(0)
    const post = deliverer()
    await post.round()
    await queue(mail)
    await post.round()
    const [first, second] = server.received.map((received) => link(received.text))
    expect((await openVisitor(world.app).open(first ?? '')).status).toBe(410)
    expect((await openVisitor(world.app).open(second ?? '')).status).toBe(200)
  })

  test('is not sent to somebody for whom it would open nothing any more', async () => {
    const userId = await insertSomebody(world, world.realms.acme, 'SUSPENDED')
    await queue({ userId, recipients: ['nia@acme.example'], template: 'activation', secretPurpose: 'activation' })
    await deliverer().round()
    expect([server.received, await left()]).toEqual([[], []])
  })

  test('whose process dies between making and sending is made anew: the link that never left opens nothing', async () => {
    const userId = await waiting()
    await queue({ userId, recipients: ['nia@acme.example'], template: 'activation', secretPurpose: 'activation' })
    server.hangs = true
    const dying = deliverer().round()
    const secrets = () =>
      world.owner.query(
        'select secret_hash, superseded_at from one_time_secrets where user_id = $1 order by created_at, superseded_at',
        [userId],
      )
    await until(async () => (await secrets()).rowCount === 1)
    const other = deliverer()
    expect(await other.round()).toBe(0)
    const began = world.now
    world.now = secondsAfter(began, 61)
    server.hangs = false
    expect(await other.round()).toBe(1)
    expect((await secrets()).rows.map((row) => row.superseded_at !== null)).toEqual([true, false])
    expect((await openVisitor(world.app).open(link(server.received.at(-1)?.text))).status).toBe(200)
    expect(await left()).toEqual([])
    world.now = began
    void dying
  })
})

describe('a realm that sends a lot', () => {
  const notices = async (count: number) => {
    for (let index = 0; index < count; index += 1)
      await queue({
        userId: newId('user', world.now),
        recipients: [`notice${index}@acme.example`],
        order: index / 1000,
      })
  }
  const recovery = (userId: UserId, recipient: string, realmId: RealmId) =>
    queue({ userId, recipients: [recipient], realmId, template: 'recovery', secretPurpose: 'recovery', order: 9 })
  const recipients = () => server.received.map((mail) => mail.envelope[0])

  test('delays no link of another realm by more than a round', async () => {
    await notices(500)
    await recovery(world.people.ana.id, 'ana@globex.example', world.realms.globex)
    const began = world.now
    world.now = secondsAfter(began, 10)
    const post = deliverer()
    expect(await post.round()).toBe(20)
    expect(recipients()).toContain('ana@globex.example')
    // The rest of a round is whoever's there is: nothing waits for its turn while nobody else wants it.
    expect(recipients()).toHaveLength(20)
    world.now = began
  })

  test('sends a link of its own before its notices, and every realm’s first before the sixth of one', async () => {
    await notices(30)
    await recovery(world.people.lee.id, 'lee@acme.example', world.realms.acme)
    for (let index = 0; index < 10; index += 1)
      await queue({
        userId: newId('user', world.now),
        recipients: [`late${index}@globex.example`],
        realmId: world.realms.globex,
        order: 9 + index / 1000,
      })
    const began = world.now
    world.now = secondsAfter(began, 10)
    await deliverer().round()
    const byRealm = (realm: string) => recipients().filter((address) => address?.endsWith(`@${realm}.example`))
    expect(byRealm('acme')).toContain('lee@acme.example')
    expect(byRealm('globex')).toEqual(expect.arrayContaining([0, 1, 2, 3, 4].map((n) => `late${n}@globex.example`)))
    expect(byRealm('acme')).toContain('notice0@acme.example')
    world.now = began
  })
})

describe('the order of mails', () => {
  test('to one person is that of what happened; one that fails holds the next, and nobody else’s', async () => {
    const [lee, ana] = [world.people.lee.id, world.people.ana.id]
    await queue({ userId: lee, recipients: ['lee@acme.example'], template: 'suspended', order: 0 })
    await queue({ userId: lee, recipients: ['lee@home.example'], template: 'unsuspended', order: 1 })
    await queue({ userId: ana, recipients: ['ana@globex.example'], order: 2 })
    server.refused.add('lee@acme.example')
    const post = deliverer()
    await post.round()
    await post.round()
    expect(server.received.map((mail) => mail.envelope)).toEqual([['ana@globex.example']])
    server.refused.clear()
    const began = world.now
    world.now = secondsAfter(began, 3)
    while ((await post.round()) > 0);
    expect(server.received.slice(1).map((mail) => mail.subject)).toEqual([
      'Your account is suspended',
      'You can sign in again',
    ])
    world.now = began
  })

  test('holds with several processes at work, and each mail leaves once', async () => {
    for (let index = 0; index < 12; index += 1)
      await queue({ userId: world.people.lee.id, recipients: [`lee${index}@acme.example`], order: index })
    const posts = [deliverer(), deliverer(), deliverer()]
    await until(async () => {
      await Promise.all(posts.map((post) => post.round()))
      return (await left()).length === 0
    })
    expect(server.received.map((mail) => mail.envelope[0])).toEqual(
      Array.from({ length: 12 }, (_each, index) => `lee${index}@acme.example`),
    )
  })
})
