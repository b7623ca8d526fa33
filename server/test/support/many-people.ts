import type { World } from './world.ts'

/**
 * Fills other realms with people, Globex with a fifth of them besides, and Acme with 200 of its own, by one statement each,
 * and tells the planner. Names repeat as they do in life: 97 first names, 89 last names.
 */
export async function insertMany(
  world: World,
  others: { readonly realms: number; readonly people: number },
): Promise<void> {
  const { now, owner, realms } = world
  await owner.query(
    `insert into realms (id, created_at, updated_at, name, name_key, realm_type)
     select 'guo' || lpad(i::text, 17, '0'), $1, $1, 'Firm ' || i, 'firm ' || i, 'PARTNER' from generate_series(1, $2::int) i`,
    [now, others.realms],
  )
  await owner.query('alter table users set (autovacuum_enabled = off)')
  let last = 0
  const insert = async (realm: string, word: string, count: number) => {
    await owner.query(insertInto(realm, word), [now, last + 1, last + count])
    last += count
  }
  await insert(`'guo' || lpad((1 + p.i % ${others.realms})::text, 17, '0')`, 'user', others.people)
  await insert(`'${realms.globex}'`, 'mate', others.people / 5)
  await insert(`'${realms.acme}'`, 'mate', 200)
  // One session, and every row looked at: the planner then knows the same in every run.
  const client = await owner.connect()
  await client.query('set default_statistics_target = 1000')
  await client.query('vacuum (analyze) users, realms, passwords, user_addresses')
  client.release(true)
}

const insertInto = (realm: string, word: string) => `
  insert into users (id, realm_id, type_id, status, created_at, updated_at, last_login_at, profile, login_key, short_key, email_key, first_key, last_key, sort_key, search_text, fold_version)
  select '00u' || substr(md5(p.i::text), 1, 17), ${realm}, t.id, case when p.i % 20 = 0 then 'STAGED' else 'ACTIVE' end,
         $1::timestamptz - p.i * interval '1 minute', $1::timestamptz, case when p.i % 3 > 0 then $1::timestamptz - p.i * interval '7 minutes' end,
         jsonb_build_object('login', p.login, 'firstName', p.first, 'lastName', p.last, 'email', p.login),
         p.login, split_part(p.login, '@', 1), p.login, p.first, p.last, p.last || chr(1) || p.first || chr(1) || p.login,
         concat_ws(' ', p.first, p.last, p.login, p.login), 1
    from (select i, '${word}' || i || '@firm.example' as login, 'given' || i % 97 as first, 'family' || i % 89 as last from generate_series($2::int, $3::int) i) p
    join user_types t on t.is_default`
