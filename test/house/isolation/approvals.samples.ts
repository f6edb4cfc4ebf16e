import { openApproval } from '../../../src/features/approvals/approval.service.ts'
import { writing } from '../../../src/platform/work.ts'
import type { Person } from '../../support/app.ts'
import { newcomer } from './newcomer.ts'
import { idOf, made, type Samples, sample, type World } from './sample.ts'

/** A request for consent about a partner of the owner; someone else decides it. */
const ask = async (world: World, canary: string): Promise<{ id: string; decider: Person }> => {
  const { app } = world
  const partner = await world.partner(`先 ${canary}`)
  const decider = await app.person('executive')
  const id = await writing(app.engine, app.admin.actor, (ctx) =>
    openApproval(ctx, {
      kind: 'test',
      subjectType: 'partner',
      subjectId: partner.id,
      partnerId: partner.id,
      title: `水準の変更 ${canary}`,
      reason: '接続を止めたため',
      proposal: { level: 2 },
      expiresAt: null,
      deciderId: decider.actor.memberId,
    }),
  )
  return { id, decider }
}

const PERIOD = { startsAt: '2026-11-20T00:00:00.000Z', endsAt: '2026-11-25T00:00:00.000Z' }

/** Someone named after the canary acts for the administrator. */
const deputy = async (world: World, canary: string): Promise<string> => {
  const { id } = await newcomer(world, canary)
  return idOf(await made(world.app.admin.send('POST', '/approvals/deputies', { deputyId: id, ...PERIOD })))
}

export const samples: Samples = {
  getApprovals: sample('partner', async (world, canary) => {
    await ask(world, canary)
    return { query: 'limit=200' }
  }),
  getApprovalsId: sample('partner', async (world, canary) => ({ path: { id: (await ask(world, canary)).id } })),
  postApprovalsIdMoves: sample('partner', async (world, canary) => {
    const { id, decider } = await ask(world, canary)
    return { owner: decider, path: { id }, body: { act: 'decide', comment: '了承' }, headers: { 'if-match': '1' } }
  }),
  postApprovalsDeputies: sample('tenant', async ({ app }, canary) => {
    const deputy = await app.person('executive')
    const proof = () =>
      app.database.asAdmin(async (client) =>
        (await client.query('SELECT 1 FROM deputies WHERE deputy_id = $1', [deputy.actor.memberId])).rowCount === 1
          ? canary
          : '',
      )
    return { body: { deputyId: deputy.actor.memberId, ...PERIOD }, proof }
  }),
  getApprovalsWaiting: sample('partner', async (world, canary) => ({
    owner: (await ask(world, canary)).decider,
    shows: '"count":1',
  })),
  getApprovalsIdDocumentpdf: sample('partner', async (world, canary) => ({
    path: { id: (await ask(world, canary)).id },
  })),
  getApprovalsDeputies: sample('tenant', async (world, canary) => {
    await deputy(world, canary)
    return {}
  }),
  deleteApprovalsDeputiesId: sample('tenant', async (world, canary) => {
    const id = await deputy(world, canary)
    const proof = async () =>
      (await world.app.admin.send('GET', '/approvals/deputies')).raw.includes(canary) ? '' : canary
    return { path: { id }, proof }
  }),
}
