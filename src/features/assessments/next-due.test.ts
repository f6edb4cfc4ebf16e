import { beforeAll, describe, expect, it } from 'vitest'
import type { TestApp } from '../../../test/support/app.ts'
import { QUIET } from '../engagements/rated-app.fixture.ts'
import { answerAll, ask, openPortal, partnerToAsk, startAssessments } from './assessment.fixture.ts'

const PDF = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n')
let app: TestApp
beforeAll(async () => {
  app = await startAssessments()
})

/** When a partner of the lowest level whose contracts end on these days is looked at again. */
const nextDue = async (name: string, ...ends: (string | null)[]): Promise<string> => {
  const partnerId = await partnerToAsk(app, name, null)
  for (const periodEnd of ends)
    await app.admin.send('POST', `/partners/${partnerId}/engagements`, { ...QUIET, periodEnd })
  const { id, token } = await ask(app, partnerId)
  const client = await openPortal(app, token)
  await answerAll(client)
  for (const { key, keyItem } of (await client.send('GET', '/request')).body.questions)
    if (keyItem) await client.send('POST', `/answers/${key}/files?name=a.pdf`, PDF, 'application/octet-stream')
  await client.send('POST', '/submission')
  await app.admin.send('POST', `/assessments/${id}/confirm`, { acceptRest: true })
  const { items } = (await app.admin.send('GET', `/assessments/results?partnerId=${partnerId}`)).body
  return items[0].nextDue
}

describe('the next evaluation of a partner of the lowest level', () => {
  it('comes with the first renewal of a running contract, on a working day', async () => {
    expect(await nextDue('更新あり', '2027-10-31', '2027-03-31', null)).toBe('2027-03-31')
    // 2027-05-02 is a Sunday in the holidays of early May.
    expect(await nextDue('連休に更新', '2027-05-02')).toBe('2027-05-06')
  })

  it('comes after 36 months where no renewal comes first', async () => {
    expect(await nextDue('期限なし', null)).toBe('2029-11-21')
    expect(await nextDue('遠い更新', '2031-03-31')).toBe('2029-11-21')
  })
})
