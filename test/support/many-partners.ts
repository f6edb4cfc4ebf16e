import type { TestDatabase } from './database.ts'

/** Fills a tenant with partners of names as they occur in Japan, with search keys, levels, units and people in charge. */
export const fillWithPartners = (database: TestDatabase, tenant: string, count: number): Promise<void> =>
  database.asAdmin(async (client) => {
    // Rows made here are sound: checking each reference again would only cost minutes.
    await client.query('SET session_replication_role = replica')
    const { rows } = await client.query<{ indexdef: string }>(
      `SELECT indexdef FROM pg_indexes WHERE indexname = 'partner_search_grams'`,
    )
    await client.query('DROP INDEX partner_search_grams')
    await client.query(
      `INSERT INTO units (tenant_id, id, name, name_en, kind, tz, calendar, created_at, updated_at)
       SELECT $1, gen_random_uuid(), '部門' || g, 'Unit ' || g, 'division', 'Asia/Tokyo', 'japan', now(), now() FROM generate_series(1, 20) g`,
      [tenant],
    )
    await client.query(
      `CREATE TEMP TABLE made AS
       SELECT gen_random_uuid() AS id, g,
              (ARRAY['東京','大阪','日本','東芝','中央','北浦','三原','高崎','白鷺','港北','鶴巻','入間','相生','Lotus','Siam','青葉','岩手','上田','江東','小倉','加賀','岸和田','久留米','気仙','甲府','佐賀','塩釜','鈴鹿','瀬戸','袖ケ浦','高松','千曲','津山','天竜','富山','奈良','西宮','沼津','根室','能登','浜松','日立','福井','別府','本庄','松江','宮崎','武蔵','明和','盛岡','八千代','湯沢','横浜','雷門','利根','瑠璃','連合','六甲','若松','旭'])[1 + (g * 7 + g / 1000) % 60]
              || (ARRAY['電機','精密','印刷','物流','化成','データ','ソフト','製作所','商事','運輸','食品','設計','油圧','医療','鋼管','繊維','包装'])[1 + (g * 11) % 17]
              || (ARRAY['','第一','第二','西','東','新','ホールディングス','サービス'])[1 + (g / 17) % 8] || CASE WHEN g % 3 = 0 THEN '' ELSE g::text END AS base
         FROM generate_series(1, $1::int) g`,
      [count],
    )
    await client.query(
      `INSERT INTO partners (tenant_id, id, code, name, reading, name_en, former_names, country, postal_code, address, industry_note, kind, stage, website, tags, sort_key, matching_key, variant_key, created_at, updated_at)
       SELECT $1, id, 'T-' || g, '株式会社' || base, '', '', '[]', CASE WHEN g % 17 = 0 THEN 'VN' ELSE 'JP' END, '', '東京都千代田区', '製造', 'contractor',
              CASE WHEN g % 25 = 0 THEN 'archived' ELSE 'contracted' END, '', '[]', base, base, base, now(), now() FROM made`,
      [tenant],
    )
    await client.query(
      `INSERT INTO partner_units (tenant_id, partner_id, unit_id)
       SELECT $1, m.id, u.id FROM made m JOIN (SELECT id, row_number() OVER (ORDER BY name) - 1 AS n FROM units WHERE tenant_id = $1) u ON u.n = m.g % 21`,
      [tenant],
    )
    await client.query(
      `INSERT INTO partner_current (tenant_id, partner_id, stage, sort_key, kind, provisional, assessment_state, country, level_computed, level_effective, impact, likelihood, maturity, next_due, answer_due, unit_key)
       SELECT $1, id, CASE WHEN g % 25 = 0 THEN 'archived' ELSE 'contracted' END, base, 'contractor', false, (ARRAY['none','open','submitted','confirmed'])[1 + g % 4],
              CASE WHEN g % 17 = 0 THEN 'VN' ELSE 'JP' END, l, l, i, k, CASE WHEN g % 3 = 0 THEN NULL ELSE 1 + g % 5 END,
              DATE '2026-10-01' + g % 400, CASE WHEN g % 4 = 1 THEN DATE '2026-11-01' + g % 60 END,
              coalesce((SELECT unit_id::text FROM partner_units u WHERE u.tenant_id = $1 AND u.partner_id = made.id), '')
         FROM made, LATERAL (SELECT CASE WHEN g % 10 = 0 THEN NULL ELSE (g / 3) % 3 END AS i, CASE WHEN g % 10 = 0 THEN NULL ELSE (g / 7) % 3 END AS k) a, LATERAL (SELECT i + k AS l) b`,
      [tenant],
    )
    await client.query(
      `INSERT INTO partner_search (tenant_id, partner_id, sort_key, key, grams)
       SELECT $1, id, base, k, ARRAY['^' || left(k, 1)] || ARRAY(SELECT DISTINCT substr(k, n, 2) FROM generate_series(1, length(k) - 1) n)
         FROM (SELECT id, base, lower(base) || E'\\n' || 't' || g AS k FROM made) m`,
      [tenant],
    )
    await client.query(rows[0]?.indexdef ?? '')
    await client.query('VACUUM ANALYZE partners, partner_current, partner_search, partner_units')
  })
