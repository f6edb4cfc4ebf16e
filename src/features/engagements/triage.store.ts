import { sql } from 'drizzle-orm'
import type { TriageAnswers } from '../../domain/risk/triage.ts'
import type { Instant } from '../../domain/time.ts'
import type { TenantTx } from '../../platform/db/tenant.ts'

export type NewAnswers = TriageAnswers & { id: string; partnerId: string }

/** Writes the answers of many partners in one statement. */
export const saveAnswers = async (
  db: TenantTx,
  tenant: string,
  answers: readonly NewAnswers[],
  answeredBy: string | null,
  now: Instant,
): Promise<void> => {
  const column = (key: keyof NewAnswers) => sql.param(answers.map((row) => row[key]))
  await db.execute(sql`INSERT INTO triage_answers
      (tenant_id, id, partner_id, connected, sensitive_data, stops_within_day, answered_by, created_at, updated_at)
    SELECT ${tenant}::uuid, a.id, a.partner_id, a.connected, a.sensitive_data, a.stops_within_day, ${answeredBy}::uuid, ${now}::timestamptz, ${now}::timestamptz
    FROM unnest(${column('id')}::uuid[], ${column('partnerId')}::uuid[], ${column('connected')}::bool[],
      ${column('sensitiveData')}::bool[], ${column('stopsWithinDay')}::bool[])
      AS a(id, partner_id, connected, sensitive_data, stops_within_day)
    ON CONFLICT (tenant_id, partner_id) DO UPDATE SET connected = excluded.connected, sensitive_data = excluded.sensitive_data,
      stops_within_day = excluded.stops_within_day, answered_by = excluded.answered_by, merge_id = NULL, updated_at = excluded.updated_at,
      version = triage_answers.version + 1`)
}
