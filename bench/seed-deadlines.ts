import type pg from 'pg'
import { inOrganisation } from './organisation.ts'

const BATCH = 100_000
/** The steps that have come, came one after the other within this time. */
const CAME_WITHIN_SECONDS = 3600

type Part = { from: number; to: number; due: number; partners: number }

const insert = (client: pg.Client, tenant: string, { from, to, due, partners }: Part) =>
  client.query(
    `INSERT INTO deadlines (tenant_id, id, created_at, updated_at, kind, subject_type, subject_id, cycle_key, stream, partner_id,
                            opens_at, starts_from, due_at, tz, calendar_version, rule, steps, state, next_step_no, next_step_at)
     SELECT $1::uuid, uuidv7(), now(), now(), 'answers', 'assessment', gen_random_uuid(), 'answers-' || d.no, 'assessment', p.partner_id,
            now() - interval '60 days', 'sent', d.at, 'Asia/Tokyo', '1', '{"id":"assessment.answers","version":1}',
            jsonb_build_array(jsonb_build_object('no', 1, 'at', to_char(d.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'do', 'overdue', 'to', 'owner')),
            'open', 1, d.at
       FROM (SELECT no, CASE WHEN no < $4 THEN date_trunc('milliseconds', now()) - interval '1 second' * (1 + no % $5)
                             ELSE date_trunc('milliseconds', now()) + interval '1 minute' * (1440 + no % 500000) END AS at
               FROM generate_series($2::int, $3::int) AS no) AS d
       JOIN (SELECT partner_id, row_number() OVER (ORDER BY partner_id) - 1 AS place
               FROM partner_current WHERE tenant_id = $1) AS p ON p.place = (d.no % $6)::bigint`,
    [tenant, from, to, due, CAME_WITHIN_SECONDS, partners],
  )

/** Opens so many deadlines, some of which are over by now. */
export const seedDeadlines = async (
  client: pg.Client,
  tenant: string,
  { open, due }: { open: number; due: number },
): Promise<void> => {
  const partners = await inOrganisation(client, tenant, async () => {
    const sql = 'SELECT count(*)::int AS n FROM partner_current WHERE tenant_id = $1'
    return (await client.query<{ n: number }>(sql, [tenant])).rows[0]?.n ?? 0
  })
  for (let from = 0; from < open; from += BATCH)
    await inOrganisation(client, tenant, () =>
      insert(client, tenant, { from, to: Math.min(open, from + BATCH) - 1, due, partners }),
    )
  await inOrganisation(client, tenant, () =>
    client.query(
      `INSERT INTO clock_due (tenant_id, earliest) SELECT $1::uuid, min(next_step_at) FROM deadlines WHERE tenant_id = $1
       ON CONFLICT (tenant_id) DO UPDATE SET earliest = excluded.earliest`,
      [tenant],
    ),
  )
  await client.query('VACUUM ANALYZE deadlines')
}
