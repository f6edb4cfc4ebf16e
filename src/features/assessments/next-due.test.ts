import { beforeAll, describe, expect, it } from 'vitest'
import type { TestApp } from '../../../test/support/app.ts'
import { QUIET } from '../engagements/rated-app.fixture.ts'
import { answerAll, ask, drainEvents, openPortal, partnerToAsk, startAssessments } from './assessment.fixture.ts'

const PDF = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n')
let app: TestApp
beforeAll(async () => {
  app = await startAssessments()
})

/** A partner of the lowest level whose contracts end on these days, asked and confirmed. */
const confirmed = async (name: string, ...ends: (string | null)[]) => {
  const partnerId = await partnerToAsk(app, name, null)
  const works: { id: string }[] = []
  for (const periodEnd of ends)
    works.push((await app.admin.send('POST', `/partners/${partnerId}/engagements`, { ...QUIET, periodEnd })).body)
  const { id, token } = await ask(app, partnerId)
  const client = await openPortal(app, token)
  await answerAll(client)
  for (const { key, keyItem } of (await client.send('GET', '/request')).body.questions)
    if (keyItem) await client.send('POST', `/answers/${key}/files?name=a.pdf`, PDF, 'application/octet-stream')
  await client.send('POST', '/submission')
  await app.admin.send('POST', `/assessments/${id}/confirm`, { acceptRest: true })
  return { partnerId, works }
}

/** When a partner of the lowest level whose contracts end on these days is looked at again. */
const nextDue = async (name: string, ...ends: (string | null)[]): Promise<string> => {
  const { partnerId } = await confirmed(name, ...ends)
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

describe('a contract whose period changes', () => {
  const shown = async (partnerId: string): Promise<string> => {
    await drainEvents(app)
    return (await app.admin.send('GET', `/partners/${partnerId}`)).body.nextDue
  }
  const edit = (id: string | undefined, periodEnd: string | null, version: number) =>
    app.admin.send('PATCH', `/engagements/${id}`, { periodEnd }, { 'if-match': String(version) })

  it('takes the next evaluation along at once, to the first renewal and never beyond 36 months', async () => {
    const { partnerId, works } = await confirmed('更新の移る会社', '2027-10-29')
    const [work] = works
    expect(await shown(partnerId)).toBe('2027-10-29')
    await edit(work?.id, '2028-03-31', 1)
    expect(await shown(partnerId)).toBe('2028-03-31')
    await app.admin.send('POST', `/partners/${partnerId}/engagements`, { ...QUIET, periodEnd: '2027-06-30' })
    expect(await shown(partnerId)).toBe('2027-06-30')
    const [other] = (await app.admin.send('GET', `/partners/${partnerId}/engagements`)).body.items.filter(
      ({ id }: { id: string }) => id !== work?.id,
    )
    await app.admin.send('POST', `/engagements/${other.id}/end`, undefined, { 'if-match': '1' })
    expect(await shown(partnerId)).toBe('2028-03-31')
    await edit(work?.id, null, 2)
    expect(await shown(partnerId)).toBe('2029-11-21')
    const ledger = '取引先名,委託業務,契約終了日\n更新の移る会社,部品の加工,2027-09-30\n'
    const seen = (await app.admin.send('POST', '/imports?fileName=a.csv', Buffer.from(ledger))).body
    if (seen.counts.ask === 1)
      await app.admin.send('POST', `/imports/${seen.id}/decisions`, {
        decisions: [{ row: 2, choice: { kind: 'partner', ref: partnerId } }],
      })
    await app.admin.send('POST', `/imports/${seen.id}/commit`)
    expect(await shown(partnerId)).toBe('2027-09-30')
  })

  it('does not take away an evaluation that is due already', async () => {
    const { partnerId, works } = await confirmed('期日の来た会社', '2026-12-30')
    expect(await shown(partnerId)).toBe('2027-01-04')
    app.clock.set('2027-01-05T01:00:00.000Z')
    await edit(works[0]?.id, '2027-12-30', 1)
    expect(await shown(partnerId)).toBe('2027-01-04')
    app.clock.set('2026-11-21T01:00:00.000Z')
  })
})
