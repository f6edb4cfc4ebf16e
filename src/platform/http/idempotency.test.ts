import { beforeAll, describe, expect, it } from 'vitest'
import { startApp, type TestApp } from '../../../test/support/app.ts'

let app: TestApp
beforeAll(async () => {
  app = await startApp()
})

const under = (key: string) => ({ 'idempotency-key': key })
const post = (body: object, key: string) => app.admin.send('POST', '/partners', body, under(key))
const named = async (name: string): Promise<number> =>
  (await app.admin.send('GET', `/partners?q=${encodeURIComponent(name)}`)).body.items.length

describe('a POST under a key of the caller', () => {
  it('is done once and answered the same again', async () => {
    const first = await post({ name: '再送一号' }, 'k-1')
    const again = await post({ name: '再送一号' }, 'k-1')
    expect([first.status, again.status, again.body]).toEqual([201, 201, first.body])
    expect(await named('再送一号')).toBe(1)
  })

  it('is done once when both calls arrive together', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => post({ name: '同時二号' }, 'k-2')))
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1)
    expect(answers[0]?.status).toBe(201)
    expect(await named('同時二号')).toBe(1)
  })

  it('is refused when the key came with other content, and free for somebody else', async () => {
    await post({ name: '別内容三号' }, 'k-3')
    const other = await post({ name: '違う会社' }, 'k-3')
    expect([other.status, await named('違う会社')]).toEqual([409, 0])
    const colleague = await app.person('procurement')
    expect((await colleague.send('POST', '/partners', { name: '同僚の四号' }, under('k-3'))).status).toBe(201)
  })

  it('keeps nothing of a refused call', async () => {
    expect((await post({ name: '' }, 'k-4')).status).toBe(422)
    expect((await post({ name: '直した五号' }, 'k-4')).status).toBe(201)
  })

  it('keeps answers unreadable, since some hold a secret that is shown once', async () => {
    await post({ name: '読めない六号' }, 'k-5')
    const kept = await app.database.asAdmin((client) =>
      client.query<{ text: string }>('SELECT response::text AS text FROM idempotency_keys'),
    )
    expect(kept.rows.length).toBeGreaterThan(3)
    for (const { text } of kept.rows) expect(text).not.toMatch(/号|\{/)
  })
})
