import { expect, it } from 'vitest'
import { drainEvents } from '../assessments/assessment.fixture.ts'
import { QUIET, startRatedApp } from '../engagements/rated-app.fixture.ts'

it('the level follows a country that a ledger has changed, and follows it back when the import is undone', async () => {
  const { app, partner, engage, level } = await startRatedApp()
  const id = await partner({ code: 'L-1', name: '移転商会' })
  await engage(id, { overseas: null, answers: { ...QUIET.answers, exposure: 2 } })
  await drainEvents(app)
  expect((await level(id)).effective).toBe(0)
  const file = Buffer.from('取引先コード,取引先名,国\nL-1,移転商会,中国\n')
  const seen = (await app.admin.send('POST', '/imports?fileName=a.csv', file)).body
  await app.admin.send('POST', `/imports/${seen.id}/commit`)
  await drainEvents(app)
  expect((await level(id)).effective).toBe(1)
  await app.admin.send('POST', `/imports/${seen.id}/undo`)
  await drainEvents(app)
  expect((await level(id)).effective).toBe(0)
})
