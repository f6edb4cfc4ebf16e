import { existsSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { startApp, type TestApp } from '../../../test/support/app.ts'

const LEDGERS = new URL('../../../../shared/data/ledger/', import.meta.url)
const file = (name: string) => new URL(name, LEDGERS)
const there = existsSync(file('edinet-2024-07-21.cp932.csv'))

let app: TestApp
beforeAll(async () => {
  app = await startApp()
})

const upload = async (name: string, kind = 'partners') =>
  app.admin.send('POST', `/imports?fileName=${encodeURIComponent(name)}&kind=${kind}`, readFileSync(file(name)))

const adds = (result: Record<string, number>) =>
  ['created', 'updated', 'unchanged', 'asked', 'rejected'].reduce((sum, key) => sum + (result[key] ?? 0), 0)

describe.skipIf(!there)('real ledgers', () => {
  it('brings in 10,823 companies, and the same file again changes nothing', async () => {
    const preview = await upload('edinet-2024-07-21.cp932.csv')
    expect([preview.status, preview.body.counts?.rows], JSON.stringify(preview.body).slice(0, 500)).toEqual([
      201, 10_823,
    ])
    expect(preview.body.encoding).toBe('cp932')
    const first = (await app.admin.send('POST', `/imports/${preview.body.id}/commit`)).body
    expect(first.rows).toBe(10_823)
    expect(adds(first)).toBe(10_823)
    expect(first.created).toBeGreaterThan(10_700)
    const total = (await app.admin.send('GET', '/partners/facets')).body.total
    expect(total).toBe(first.created)
    const again = await upload('edinet-2024-07-21.cp932.csv')
    const second = (await app.admin.send('POST', `/imports/${again.body.id}/commit`)).body
    expect([second.created, second.updated]).toEqual([0, 0])
    expect([second.unchanged, second.asked, second.rejected]).toEqual([10_798, 25, 0])
  }, 180_000)
})

describe.skipIf(!there)('small real workbooks', () => {
  it('says that a sheet of one cell is no ledger', async () => {
    const { status, body } = await upload('phonetic-runs.xlsx')
    expect([status, body.code]).toEqual([422, 'import.no_headings'])
  })

  it.each(['third_parties_template.xlsx'])('%s is read, and again changes nothing', async (name) => {
    const preview = await upload(name)
    expect([preview.status, preview.body.title]).toEqual([201, undefined])
    const first = (await app.admin.send('POST', `/imports/${preview.body.id}/commit`)).body
    expect([adds(first), first.rows > 0]).toEqual([first.rows, true])
    const second = (await app.admin.send('POST', `/imports/${(await upload(name)).body.id}/commit`)).body
    expect([second.rows, second.created, second.updated]).toEqual([first.rows, 0, 0])
  })
})
