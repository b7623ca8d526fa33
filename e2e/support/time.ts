import pg from 'pg'

/** Runs a statement as the database's owner: only to let time pass for one row, which nothing else can do in a test. */
async function age(statement: string, login: string): Promise<void> {
  const client = new pg.Client({ host: process.env.PORTICO_E2E_SOCKET, user: 'portico', database: 'portico' })
  await client.connect()
  try {
    const { rowCount } = await client.query(statement, [login])
    if (rowCount === 0) throw new Error(`nothing of ${login} became older`)
  } finally {
    await client.end()
  }
}

const userId = '(select id from users where login_key = $1)'

/** Makes it 20 minutes ago that somebody last proved who they are. */
export const forgetProof = (login: string): Promise<void> =>
  age(`update sessions set proved_at = proved_at - interval '20 minutes' where user_id = ${userId}`, login)
