import { sql } from 'drizzle-orm'
import pg from 'pg'
import { beforeAll, expect, it, vi } from 'vitest'
import { startApp, type TestApp } from '../../../test/support/app.ts'
import { reading } from '../../platform/work.ts'
import { partnersByKeys } from '../partners/partner-bulk.queries.ts'

let app: TestApp
beforeAll(async () => {
  app = await startApp()
})

const ledger = (rows: number) =>
  Buffer.from(
    [
      '取引先コード,取引先名,住所,タグ,備考,メール',
      ...Array.from({ length: rows }, (_, at) => `S-${at},速度商事${at},東京都${at},札,窓口${at},a${at}@example.jp`),
    ].join('\n'),
  )

/** How many statements bringing in and committing a ledger of so many rows takes. */
const statementsFor = async (rows: number): Promise<number> => {
  const sent = vi.spyOn(pg.Client.prototype, 'query')
  const { id } = (await app.admin.send('POST', '/imports?fileName=speed.csv', ledger(rows))).body
  const done = await app.admin.send('POST', `/imports/${id}/commit`)
  const count = sent.mock.calls.length
  sent.mockRestore()
  expect(done.body.rows).toBe(rows)
  return count
}

it('takes about as many statements for a thousand partners, new or known, as for ten', async () => {
  const few = await statementsFor(10)
  expect(few).toBeLessThan(80)
  expect(await statementsFor(1_000)).toBeLessThan(few + 30)
  expect(await statementsFor(1_000)).toBeLessThan(few + 10)
})

it('compares ten thousand keys with the register as a hashed set, not one by one', async () => {
  const keys = Array.from({ length: 10_000 }, (_, at) => `key ${at}`)
  const plan = await reading(app.engine, app.admin.actor, ({ db, actor }) =>
    db.execute<Record<string, string>>(
      sql`EXPLAIN ${partnersByKeys(db, actor.tenant, { codes: keys, numbers: keys, variants: keys })}`,
    ),
  )
  const text = plan.rows.map((row) => row['QUERY PLAN']).join('\n')
  expect(text.match(/hashed SubPlan/g)).toHaveLength(3)
})
