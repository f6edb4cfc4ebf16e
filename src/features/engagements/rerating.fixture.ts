import { saveDraft } from '../../../test/support/catalog-draft.ts'
import { newId } from '../../platform/ids.ts'
import type { RatedApp } from './rated-app.fixture.ts'

const PATH = '/catalog/levels/kizuna-standard'

/** Partners with one quiet engagement each, written straight into the tables because these tests are about their number. */
export const addMany = (at: RatedApp, count: number, unlike: { partnerId: string; engagementId: string }) =>
  at.app.database.asAdmin(async (client) => {
    const ids = Array.from({ length: count }, () => [newId(), newId()] as const)
    const copy = async (table: string, key: string, from: string, assign: string) => {
      const { rows } = await client.query<{ column_name: string }>(
        "SELECT column_name FROM information_schema.columns WHERE table_name = $1 AND is_generated = 'NEVER' ORDER BY ordinal_position",
        [table],
      )
      const columns = rows.map((row) => `"${row.column_name}"`)
      const values = columns.map((column) =>
        column === `"${key}"` ? 'n.a' : column === assign ? 'n.b' : `t.${column}`,
      )
      await client.query(
        `INSERT INTO ${table} (${columns.join()}) SELECT ${values.join()} FROM ${table} t, unnest($2::uuid[], $3::uuid[]) AS n(a, b) WHERE t."${key}" = $1`,
        [from, ids.map(([a, b]) => (table === 'engagements' ? b : a)), ids.map(([a]) => a)],
      )
    }
    await copy('partners', 'id', unlike.partnerId, '')
    await copy('partner_current', 'partner_id', unlike.partnerId, '')
    await copy('engagements', 'id', unlike.engagementId, '"partner_id"')
    await client.query('ANALYZE')
  })

/** The policy in force with another level for everything that nobody worries about. */
export const policyWithQuietAt = async (at: RatedApp, level: number): Promise<Record<string, unknown>> => {
  const { content } = (await at.app.admin.send('GET', `${PATH}/versions/1`)).body
  return {
    ...content,
    matrix: {
      ...content.matrix,
      grid: [
        [level, Math.max(1, level), 2],
        [Math.max(1, level), 2, 3],
        [2, 3, 4],
      ],
    },
  }
}

/** Publishes a policy as the person who keeps it does; gives the id of its version. */
export const publish = async (at: RatedApp, policy: Record<string, unknown>): Promise<string> => {
  const draft = (await saveDraft(at.app.admin, PATH, policy)).body
  const published = await at.app.admin.send('POST', `${PATH}/versions/${draft.no}/publish`, undefined, {
    'if-match': String(draft.version),
  })
  return published.body.id
}

/** The parts of all ratings of everyone, in the order of their partners. */
export const partsOf = (at: RatedApp) =>
  at.app.database.asAdmin(async (client) => {
    const { rows } = await client.query<{ id: string; moved: number | null }>(
      'SELECT id, moved FROM rerating_chunks ORDER BY rerating_id, from_partner',
    )
    return rows
  })

/** How many partners stand at which level. */
export const levelsOf = (at: RatedApp) =>
  at.app.database.asAdmin(async (client) => {
    const { rows } = await client.query<{ level: number; n: number }>(
      'SELECT level_effective AS level, count(*)::int AS n FROM partner_current GROUP BY 1 ORDER BY 1',
    )
    return rows
  })
