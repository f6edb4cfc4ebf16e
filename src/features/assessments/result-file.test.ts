import { beforeAll, describe, expect, it } from 'vitest'
import type { TestApp } from '../../../test/support/app.ts'
import type { PlainDate } from '../../domain/time.ts'
import { newId } from '../../platform/ids.ts'
import { readSheet } from '../../platform/sheets/read-sheet.ts'
import { writing } from '../../platform/work.ts'
import { priorResults } from '../imports/import.tables.ts'
import { answerAll, ask, openPortal, partnerToAsk, startAssessments } from './assessment.fixture.ts'

const NAME = '髙﨑精密㈱'
let app: TestApp
let partner: string
let id: string
beforeAll(async () => {
  app = await startAssessments()
  partner = await partnerToAsk(app, NAME, 0)
  const asked = await ask(app, partner)
  id = asked.id
  const client = await openPortal(app, asked.token)
  await answerAll(client, [{ value: 'partly', comment: '=1+1 から始めています' }])
  await client.send('POST', '/submission')
})

const rowsOf = async (raw: Buffer, sheet: number) => {
  const read = await readSheet(raw, { fileName: 'result.xlsx' })
  if (!read.ok) throw new Error(read.reason)
  return (read.sheets[sheet]?.rows ?? []).map(({ cells }) => cells.map(({ text }) => text))
}

describe('the result of one partner as a file', () => {
  it('does not exist before the result is confirmed', async () => {
    for (const file of ['result.pdf', 'result.xlsx'])
      expect((await app.admin.send('GET', `/assessments/${id}/${file}`)).body.code).toBe('assessment.wrong_state')
  })

  it('is a PDF and a workbook with the score and every answer, and stays with those who may see the partner', async () => {
    await app.admin.send('POST', `/assessments/${id}/confirm`, { acceptRest: true })
    const pdf = await app.admin.send('GET', `/assessments/${id}/result.pdf`)
    expect([pdf.status, pdf.headers['content-type'], pdf.raw.subarray(0, 5).toString()]).toEqual([
      200,
      'application/pdf',
      '%PDF-',
    ])
    const workbook = await app.admin.send('GET', `/assessments/${id}/result.xlsx`)
    const result = await rowsOf(workbook.raw, 0)
    expect(result).toContainEqual(['取引先', NAME])
    expect(result).toContainEqual(['点数', '95.0'])
    const answers = await rowsOf(workbook.raw, 1)
    expect(answers).toHaveLength(11)
    expect(answers.flat()).toContain('=1+1 から始めています')
    const strangers = [await app.stranger(), await app.person('security_lead', 'assigned')]
    for (const person of strangers)
      for (const file of ['result.pdf', 'result.xlsx'])
        expect((await person.send('GET', `/assessments/${id}/${file}`)).status).toBe(404)
  })
})

describe('the history of a partner', () => {
  it('begins with the scores taken in from a register, told apart from our own', async () => {
    await writing(app.engine, app.admin.actor, ({ db, now }) =>
      db.insert(priorResults).values(
        [
          { on: '2025-04-01', precision: 'month' as const, scoreBp: 5210 },
          { on: '2024-01-01', precision: 'year' as const, scoreBp: 4000 },
        ].map(({ on, ...row }) => ({
          ...row,
          tenantId: app.admin.actor.tenant,
          id: newId(),
          partnerId: partner,
          assessedOn: on as PlainDate,
          importId: null,
          createdAt: now,
          updatedAt: now,
        })),
      ),
    )
    const history = (await app.admin.send('GET', `/assessments/results?partnerId=${partner}`)).body
    expect(history.items).toHaveLength(1)
    expect(history.earlier).toEqual([
      { on: '2024-01-01', precision: 'year', scoreBp: 4000 },
      { on: '2025-04-01', precision: 'month', scoreBp: 5210 },
    ])
    expect(history.bands.map(({ from }: { from: number }) => from)).toEqual([0, 30, 50, 70, 90])
  })
})

describe('a proposal', () => {
  it('brings ready phrases for each part of a fair request', async () => {
    const { phrases } = (await app.admin.send('POST', '/assessments/proposals', { partnerIds: [partner] })).body
    for (const part of ['necessity', 'scope', 'method', 'help'])
      expect(phrases[part].some(({ levels }: { levels: string[] }) => levels.includes('R0'))).toBe(true)
  })
})
