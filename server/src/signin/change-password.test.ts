import { beforeEach, describe, expect, test } from 'vitest'
import { post } from '../../test/support/post.ts'
import { errorOf, formIn, openVisitor, titleOf } from '../../test/support/visitor.ts'
import { useWorld } from '../../test/support/world.ts'
import { demoPassword } from '../demo/people.ts'
import { secondsAfter } from '../kernel/clock.ts'

const world = useWorld()
const lee = () => world.people.lee

beforeEach(async () => {
  await world.owner.query("update users set status = 'PASSWORD_EXPIRED' where id = $1", [lee().id])
  await world.owner.query(
    'update passwords p set hash = o.hash, temporary_until = null from passwords o where o.user_id = $2 and p.user_id = $1',
    [lee().id, world.people.eve.id],
  )
  await world.owner.query('delete from outbox')
  await world.owner.query('delete from notice_times') // nobody was told of anything yet
})
const statusOf = async (id: string) =>
  (await world.owner.query('select status from users where id = $1', [id])).rows[0].status

describe('a password that has to be changed', () => {
  test('is asked for once more before going in, and the old one is none', async () => {
    const visitor = openVisitor(world.app)
    await visitor.open('/signin?returnTo=/portal/x')
    await visitor.send({ username: lee().login })
    const page = await visitor.send({ password: demoPassword })
    expect(titleOf(page.text)).toBe('Choose a password')
    expect(page.text).toContain('Your password has to be changed before you go on.')
    expect(visitor.cookies.has('portico_session')).toBe(false)
    const same = await visitor.send({ password: demoPassword, repeat: demoPassword })
    expect(errorOf(same.text, 'password')).toBe('This is the password that has to be changed. Choose another.')
    expect(errorOf((await visitor.send({ password: 'short', repeat: 'short' })).text, 'password')).toBe(
      'Use at least 8 characters.',
    )
    const { action, hidden } = formIn(visitor.shown.text)
    const done = await visitor.post(action, { ...hidden, password: 'one of my own', repeat: 'one of my own' })
    expect(done).toMatchObject({ status: 303, location: '/portal/x' })
    expect(visitor.cookies.has('portico_session')).toBe(true)
    expect(visitor.cookies.has('portico_flow')).toBe(false)
    expect(await statusOf(lee().id)).toBe('ACTIVE')
  })

  test('leaves a trace of both: that it was right, and that it was changed', async () => {
    const before = (await world.events()).length
    const visitor = openVisitor(world.app)
    await visitor.signIn(lee().login, demoPassword)
    await visitor.send({ password: 'one of my own', repeat: 'one of my own' })
    expect((await world.events()).slice(before)).toMatchObject([
      {
        event_type: 'user.authentication.verify',
        actor_id: lee().id,
        detail: { method: 'pwd', before: 'changePassword' },
      },
      {
        event_type: 'user.account.update_password',
        actor_id: lee().id,
        detail: { cause: 'expired', previousStatus: 'PASSWORD_EXPIRED' },
      },
      { event_type: 'user.session.start', actor_id: lee().id },
    ])
    expect((await post(world)).map((letter) => letter.subject)).toEqual(['Your password was changed'])
  })

  test('that was a temporary one is as good as wrong after its time', async () => {
    await world.owner.query('update passwords set temporary_until = $2, must_change = true where user_id = $1', [
      lee().id,
      secondsAfter(world.now, 60),
    ])
    expect(titleOf((await openVisitor(world.app).signIn(lee().login, demoPassword)).text)).toBe('Choose a password')
    const began = world.now
    world.now = secondsAfter(began, 60)
    const late = openVisitor(world.app)
    await late.signIn(lee().login, demoPassword)
    expect([late.shown.status, titleOf(late.shown.text)]).toEqual([400, 'Enter your password'])
    world.now = began
  })

  test('cannot be changed any more by a flow from before somebody else changed it', async () => {
    const visitor = openVisitor(world.app)
    await visitor.signIn(lee().login, demoPassword)
    await world.owner.query('update users set credential_version = credential_version + 1 where id = $1', [lee().id])
    await visitor.send({ password: 'one of my own', repeat: 'one of my own' })
    expect(visitor.cookies.has('portico_session')).toBe(false)
    expect(await statusOf(lee().id)).toBe('PASSWORD_EXPIRED')
  })

  test('cannot be changed by somebody who is suspended meanwhile', async () => {
    const visitor = openVisitor(world.app)
    await visitor.signIn(lee().login, demoPassword)
    await world.owner.query(
      "update users set status = 'SUSPENDED', status_before_suspend = 'PASSWORD_EXPIRED' where id = $1",
      [lee().id],
    )
    await visitor.send({ password: 'one of my own', repeat: 'one of my own' })
    expect([visitor.cookies.has('portico_session'), await statusOf(lee().id)]).toEqual([false, 'SUSPENDED'])
    await world.owner.query("update users set status = 'ACTIVE', status_before_suspend = null where id = $1", [
      lee().id,
    ])
  })
})
