import { beforeAll, describe, expect, it } from 'vitest'
import type { TestApp } from '../../../test/support/app.ts'
import { newId } from '../../platform/ids.ts'
import { writing } from '../../platform/work.ts'
import { insertRoles } from '../organizations/member.store.ts'
import { ask, partnerToAsk, startAssessments } from './assessment.fixture.ts'

let app: TestApp
beforeAll(async () => {
  app = await startAssessments()
})

describe('a comment', () => {
  it('is written only where the right to write reaches, not wherever one may read', async () => {
    const { id } = await ask(app, await partnerToAsk(app, '読めるだけの会社', 0))
    const reader = await app.person('executive')
    const { tenant, memberId } = reader.actor
    await writing(app.engine, app.admin.actor, ({ db, now }) =>
      insertRoles(db, [
        {
          tenantId: tenant,
          id: newId(),
          memberId: memberId ?? '',
          role: 'procurement',
          scopeKind: 'assigned',
          unitId: null,
          now,
        },
      ]),
    )
    expect((await reader.send('GET', `/assessments/${id}`)).status).toBe(200)
    const written = await reader.send('POST', `/assessments/${id}/comments`, { audience: 'partner', text: '言葉' })
    expect(written.status).toBe(404)
  })

  it('is about a question that was asked', async () => {
    const { id } = await ask(app, await partnerToAsk(app, '質問のない言葉', 0))
    const comment = { audience: 'internal', text: '言葉', questionKey: 'no-such-question' }
    const answer = await app.admin.send('POST', `/assessments/${id}/comments`, comment)
    expect([answer.status, answer.body.code]).toEqual([404, 'assessment.unknown_question'])
  })
})
