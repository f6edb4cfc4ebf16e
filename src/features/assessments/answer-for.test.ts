import { beforeAll, describe, expect, it } from 'vitest'
import type { TestApp } from '../../../test/support/app.ts'
import { ask, partnerToAsk, startAssessments, wish } from './assessment.fixture.ts'

let app: TestApp
beforeAll(async () => {
  app = await startAssessments()
})

const drafted = async (name: string): Promise<string> => {
  const partners = [{ partnerId: await partnerToAsk(app, name, 0) }]
  return (await app.admin.send('POST', '/assessments', { partners, ...wish })).body.items[0].id
}
const keysOf = async (id: string): Promise<string[]> =>
  (await app.admin.send('GET', `/assessments/${id}`)).body.items.map(({ key }: { key: string }) => key)
const answers = (id: string, keys: readonly string[], comment = '') =>
  app.admin.send('POST', `/assessments/${id}/answers`, {
    answers: keys.map((questionKey) => ({ questionKey, value: 'done', comment })),
  })
/** A form on which somebody wrote these rows: item, sign, comment. */
const formOf = async (rows: readonly (readonly [string, string, string])[]): Promise<Buffer> => {
  const { default: ExcelJS } = await import('exceljs')
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('回答用紙')
  sheet.addRow(['No.', '区分', '確認すること', '項目', '回答', 'コメント'])
  for (const [item, sign, comment] of rows) sheet.addRow(['', '', '', item, sign, comment])
  return Buffer.from(await book.xlsx.writeBuffer())
}
const handIn = async (id: string, rows: readonly (readonly [string, string, string])[], by = app.admin) =>
  by.send('POST', `/assessments/${id}/form?name=form.xlsx`, await formOf(rows))
const labelsOf = async (id: string): Promise<string[]> =>
  (await app.admin.send('GET', `/assessments/${id}`)).body.items.map(({ label }: { label: string }) => label)
const problemsOf = (answer: { status: number; body: { errors: { field: string; code: string }[] } }) => [
  answer.status,
  answer.body.errors.map(({ field, code }) => [field, code]),
]

describe('answers entered for a partner', () => {
  it('name the question that stands in the list twice, instead of failing', async () => {
    const { id } = await ask(app, await partnerToAsk(app, '二度の回答', 0))
    const [first = ''] = await keysOf(id)
    const refused = await answers(id, [first, first])
    expect(problemsOf(refused)).toEqual([422, [['answers.1.questionKey', 'repeated']]])
  })

  it.each([
    ['typed', (id: string) => answers(id, ['any'])],
    ['as a form to fill in', (id: string) => app.admin.send('GET', `/assessments/${id}/form`)],
    ['from a filled form', (id: string) => handIn(id, [['項目', '○', '']])],
  ])('have to wait until the request is sent: %s', async (_how, attempt) => {
    const answer = await attempt(await drafted(`下書き ${_how}`))
    expect([answer.status, answer.body.code]).toEqual([409, 'assessment.wrong_state'])
  })

  it('say that the request is on its way or over, not that the answers are being read', async () => {
    const { id } = await ask(app, await partnerToAsk(app, '取り下げ済み', 0))
    const [first = ''] = await keysOf(id)
    await app.admin.send('POST', `/assessments/${id}/withdraw`, { reason: '取りやめ' })
    const { code, title, params } = (await answers(id, [first])).body
    expect([code, params]).toEqual(['assessment.wrong_state', { state: 'cancelled' }])
    expect(title).toContain('取り下げ')
  })
})

describe('a filled form', () => {
  it('names the row of an item that stands there twice, of a comment that is too long and of a sign that is none', async () => {
    const { id } = await ask(app, await partnerToAsk(app, '用紙の検査', 0))
    const [first = '', second = '', third = ''] = await labelsOf(id)
    const answer = await handIn(id, [
      [first, '○', ''],
      [second, '△', 'あ'.repeat(2001)],
      [third, 'constructor', ''],
      [first, '×', 'まだです'],
    ])
    expect(problemsOf(answer)).toEqual([
      422,
      [
        ['F3', 'comment_too_long'],
        ['E4', 'unknown_sign'],
        ['D5', 'repeated_item'],
      ],
    ])
  })

  it('is not even read for somebody who may not enter answers', async () => {
    const { id } = await ask(app, await partnerToAsk(app, '用紙の権限', 0))
    const auditor = await app.person('auditor')
    const answer = await auditor.send(
      'POST',
      `/assessments/${id}/form?name=form.xlsx`,
      Buffer.from('PK\u0003\u0004 no workbook'),
    )
    expect([answer.status, answer.body.code]).toEqual([403, 'request.forbidden'])
  })
})
