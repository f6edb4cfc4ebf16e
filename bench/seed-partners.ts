import type pg from 'pg'
import { newId } from '../src/platform/ids.ts'
import { column, GRAM_END, makePartner, type Row } from './make-partner.ts'
import { seeded } from './names.ts'
import { inOrganisation } from './organisation.ts'
import { insertEngagements, policyVersionOf } from './seed-engagements.ts'
import { answersUnder, shippedPolicy } from './shipped-policy.ts'

const BATCH = 5000

const insertBatch = async (client: pg.Client, tenant: string, rows: readonly Row[]): Promise<void> => {
  await client.query(
    `INSERT INTO partners (tenant_id, id, created_at, updated_at, code, name, reading, name_en, former_names, country,
                           postal_code, address, industry_note, kind, stage, website, tags, sort_key, matching_key, variant_key)
     SELECT $1::uuid, r.id, now(), now(), r.code, r.name, r.reading, '', '[]', r.country, '', '', '', 'contractor', 'contracted', '', '[]',
            r.sort_key, r.matching_key, r.variant_key
       FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[])
         AS r(id, code, name, reading, country, sort_key, matching_key, variant_key)`,
    [
      tenant,
      column(rows, 'id'),
      column(rows, 'code'),
      column(rows, 'name'),
      column(rows, 'reading'),
      column(rows, 'country'),
      column(rows, 'sortKey'),
      column(rows, 'matchingKey'),
      column(rows, 'variantKey'),
    ],
  )
  await client.query(
    `INSERT INTO partner_search (tenant_id, partner_id, key, grams, sort_key)
     SELECT $1::uuid, r.id, r.key, string_to_array(r.grams, $5), r.sort_key
       FROM unnest($2::uuid[], $3::text[], $4::text[], $6::text[]) AS r(id, key, grams, sort_key)`,
    [tenant, column(rows, 'id'), column(rows, 'searchKey'), column(rows, 'grams'), GRAM_END, column(rows, 'sortKey')],
  )
  await client.query(
    `INSERT INTO partner_current (tenant_id, partner_id, stage, sort_key, kind, level_computed, level_effective, provisional,
                                  impact, likelihood, maturity, score_bp, assessment_state, next_due, answer_due, country, unit_key)
     SELECT $1::uuid, r.id, 'contracted', r.sort_key, 'contractor', r.level, r.level, false, r.impact, r.likelihood, r.maturity,
            r.score_bp, r.state, r.next_due, r.answer_due, r.country, r.unit
       FROM unnest($2::uuid[], $3::text[], $4::int[], $5::int[], $6::int[], $7::int[], $8::int[], $9::text[], $10::date[], $11::date[], $12::text[], $13::text[])
         AS r(id, sort_key, level, impact, likelihood, maturity, score_bp, state, next_due, answer_due, country, unit)`,
    [
      tenant,
      column(rows, 'id'),
      column(rows, 'sortKey'),
      column(rows, 'level'),
      column(rows, 'impact'),
      column(rows, 'likelihood'),
      column(rows, 'maturity'),
      column(rows, 'scoreBp'),
      column(rows, 'state'),
      column(rows, 'nextDue'),
      column(rows, 'answerDue'),
      column(rows, 'country'),
      column(rows, 'unit'),
    ],
  )
  await client.query(
    'INSERT INTO partner_units (tenant_id, partner_id, unit_id) SELECT $1::uuid, r.id, r.unit FROM unnest($2::uuid[], $3::uuid[]) AS r(id, unit)',
    [tenant, column(rows, 'id'), column(rows, 'unit')],
  )
}

const DIVISIONS = 20

const addUnits = async (client: pg.Client, tenant: string): Promise<string[]> => {
  const ids = Array.from({ length: DIVISIONS }, () => newId())
  await client.query(
    `INSERT INTO units (tenant_id, id, name, name_en, kind, tz, calendar, created_at, updated_at)
     SELECT $1::uuid, u.id, '第' || u.no || '事業部', 'Division ' || u.no, 'division', 'Asia/Tokyo', 'japan', now(), now()
       FROM unnest($2::uuid[]) WITH ORDINALITY AS u(id, no)`,
    [tenant, ids],
  )
  return ids
}

/** Fills the register with so many partners that do not exist, each rated by its engagement; the same ones in every run. */
export const seedPartners = async (client: pg.Client, tenant: string, howMany: number): Promise<void> => {
  const random = seeded(7)
  const makeAnswers = answersUnder(shippedPolicy())
  const place = await placeOf(client, tenant)
  const units = [place.unit, ...(await inOrganisation(client, tenant, () => addUnits(client, tenant)))]
  for (let from = 0; from < howMany; from += BATCH) {
    const rows = Array.from({ length: Math.min(BATCH, howMany - from) }, (_, no) =>
      makePartner(from + no, random, makeAnswers, units),
    )
    await inOrganisation(client, tenant, async () => {
      await insertBatch(client, tenant, rows)
      await insertEngagements(client, { tenant, ...place }, rows)
    })
  }
  await client.query('VACUUM ANALYZE partners, partner_search, partner_current, partner_units, engagements')
}

/** The unit that works with the partners, and the policy they are rated under. */
const placeOf = (client: pg.Client, tenant: string): Promise<{ unit: string; policyVersion: string }> =>
  inOrganisation(client, tenant, async () => {
    const { rows } = await client.query<{ id: string }>('SELECT id FROM units WHERE tenant_id = $1 LIMIT 1', [tenant])
    const unit = rows[0]?.id
    if (unit === undefined) throw new Error('the organisation has no unit')
    return { unit, policyVersion: await policyVersionOf(client, tenant) }
  })
