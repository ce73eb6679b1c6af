import postgres from 'postgres'

type App = { postgres?: { url: string } }

export function urlOf(app: App): string {
  if (!app.postgres) throw new Error('started without PostgreSQL')
  return app.postgres.url
}

export const writeRow = (app: App) =>
  connected(app, async (sql) => {
    await sql`drop table if exists words`
    await sql`create table words (word text not null)`
    await sql`insert into words values ('rådslag')`
  })

export const countRows = (app: App) =>
  connected(app, async (sql) => {
    const [row] = await sql`select count(*)::int as count from words`
    return row?.count
  })

/** Works with a connection that is closed afterwards. */
export async function connected<T>(app: App, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(urlOf(app), { max: 1, onnotice: () => {} })
  try {
    return await work(sql)
  } finally {
    await sql.end()
  }
}
