import { type Samples, sample } from './sample.ts'

export const samples: Samples = {
  getDashboard: sample('partner', async (world, canary) => {
    const { id } = await world.partner(canary)
    await world.app.database.asAdmin((client) =>
      client.query(
        `UPDATE partner_current SET next_due = '2026-01-05', level_effective = 4, impact = 2, likelihood = 2 WHERE partner_id = $1`,
        [id],
      ),
    )
    return {}
  }),
}
