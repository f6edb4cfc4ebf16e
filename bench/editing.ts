import { Agent } from 'node:http'
import { timed } from './http.ts'
import { press } from './load.ts'
import { inOrganisation } from './organisation.ts'
import type { Stage } from './stage.ts'

export const PEOPLE = 8
export const PAUSE_MS = 500

/** People who meanwhile save partners, each another one. */
export const editing = async ({ asOwner, tenant, target }: Stage) => {
  const partners = await asOwner((client) =>
    inOrganisation(client, tenant, async () => {
      const sql = `SELECT id, version FROM partners WHERE tenant_id = $1 AND code LIKE 'P%' ORDER BY md5(code) LIMIT 5000`
      return (await client.query<{ id: string; version: number }>(sql, [tenant])).rows
    }),
  )
  const agent = new Agent({ keepAlive: true, maxSockets: PEOPLE })
  return (goesOn: () => boolean) =>
    press(PEOPLE, PAUSE_MS, goesOn, async () => {
      const partner = partners.pop()
      if (partner === undefined) throw new Error('there are no more partners to edit')
      const headers = { 'if-match': String(partner.version) }
      const body = { website: `https://${partner.id}.example` }
      return timed(target, agent, { method: 'PATCH', path: `/partners/${partner.id}`, body, headers })
    })
}
