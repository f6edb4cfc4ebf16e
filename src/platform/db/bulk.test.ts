import { asc, sql } from 'drizzle-orm'
import { integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { startApp, type TestApp } from '../../../test/support/app.ts'
import { writing } from '../work.ts'
import { insertMany, updateMany } from './bulk.ts'
import { instant, textC } from './columns.ts'
import type { TenantTx } from './tenant.ts'

const things = pgTable('bulk_things', {
  no: integer().notNull(),
  word: text(),
  exactly: textC(),
  list: text().array(),
  kept: jsonb(),
  at: instant(),
})
type Thing = typeof things.$inferSelect

let app: TestApp
beforeAll(async () => {
  app = await startApp()
})

const withTable = <T>(run: (db: TenantTx) => Promise<T>): Promise<T> =>
  writing(app.engine, app.admin.actor, async ({ db }) => {
    await db.execute(
      sql`CREATE TEMP TABLE bulk_things (no int NOT NULL, word text, exactly text COLLATE "C", list text[], kept jsonb, at timestamptz(3)) ON COMMIT DROP`,
    )
    return run(db)
  })

const roundTrip = (rows: Thing[]): Promise<Thing[]> =>
  withTable(async (db) => {
    await insertMany(db, things, rows)
    return db.select().from(things).orderBy(asc(things.no))
  })

const anyText = fc.string({ unit: 'grapheme' }).map((word) => word.replaceAll('\0', ''))
const AT = '2026-11-22T01:02:03.004Z' as Thing['at']

describe('many rows at once', () => {
  it('arrive as they were given, whatever their letters are', async () => {
    const thing = fc.record({
      word: fc.option(anyText),
      exactly: fc.constantFrom('a"b', 'a\\b', 'a\nb', '\\n', '{}', 'NULL', '', '\u0001'),
      list: fc.option(fc.array(anyText)),
      kept: fc.option(fc.record({ says: anyText, deep: fc.array(anyText) })),
      at: fc.constantFrom(AT, null),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(thing, { minLength: 1, maxLength: 5 }), async (list) => {
        const rows = list.map((row, no) => ({ ...row, no }))
        expect(await roundTrip(rows)).toEqual(rows)
      }),
      { numRuns: 40 },
    )
  })

  it('arrive also when there are more than one statement takes, and when all are the same', async () => {
    const row = { word: 'same', exactly: null, list: ['a'], kept: { a: 1 }, at: AT }
    const many = Array.from({ length: 2_001 }, (_, no) => ({ ...row, no }))
    expect(await roundTrip(many)).toEqual(many)
    const alike = [
      { ...row, no: 1 },
      { ...row, no: 1 },
    ]
    expect(await roundTrip(alike)).toEqual(alike)
  })

  it('keep a letter that is only half there as a mark of its loss', async () => {
    const [kept] = await roundTrip([
      { no: 1, word: 'x\ud800y', exactly: null, list: ['\udc00'], kept: { half: '\udfff' }, at: null },
      { no: 2, word: 'z', exactly: null, list: null, kept: null, at: null },
    ])
    expect([kept?.word, kept?.list, kept?.kept]).toEqual(['x\ufffdy', ['\ufffd'], { half: '\ufffd' }])
  })

  it('are changed where the condition holds, and counted', async () => {
    const rows = [1, 2, 3].map((no) => ({ no, word: 'old', exactly: 'key', list: null, kept: null, at: null }))
    const { done, after } = await withTable(async (db) => {
      await insertMany(db, things, rows)
      const news = [
        { no: 1, word: 'new' },
        { no: 3, word: 'newer' },
        { no: 9, word: 'none' },
      ]
      const done = await updateMany(db, things, news, ['word'], ['no'], sql`t.no = n.no`)
      return { done, after: await db.select().from(things).orderBy(asc(things.no)) }
    })
    expect([done, after.map(({ word }) => word)]).toEqual([2, ['new', 'old', 'newer']])
  })

  it('refuse a value that only a later row brings instead of dropping it', async () => {
    const rows = [{ no: 1 }, { no: 2, word: '二行目だけ' }]
    await expect(withTable((db) => insertMany(db, things, rows))).rejects.toThrow('word')
  })
})
