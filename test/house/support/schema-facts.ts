import type pg from 'pg'

/** Tables that do not belong to one tenant, each with its reason. */
export const NOT_OF_A_TENANT: Record<string, string> = {
  tenants: 'the list of tenants itself',
  login_directory: 'read before the tenant is known',
  throttles: 'failed sign-ins of nobody yet known',
  clock_heartbeats: 'the clock serves the whole installation',
}
/** Its definer function must see what no role may read. */
export const WITHOUT_FORCE = ['partner_search']
/** Indexes that do not begin with the tenant, each with its reason. */
const OTHER_FIRST: Record<string, string> = {
  partner_search_grams: 'GIN over bigrams; its function filters on the tenant',
}

/** Tables that a partner's link may read without being held to its one request, each with its reason. */
export const OPEN_TO_LINKS: Record<string, string> = {
  acknowledgements: 'who has acknowledged which matter, by identifiers only',
  handled_events: 'identifiers only',
  idempotency_keys: 'held to links by a policy of its own',
  ledger_heads: 'counts and hashes only',
}

export type Faults = string[]
const list = async (client: pg.Client, sql: string): Promise<Faults> =>
  (await client.query<{ fault: string }>(sql)).rows.map(({ fault }) => fault)
const names = (of: readonly string[]) => of.map((name) => `'${name}'`).join(', ')

const tables = `SELECT c.oid, c.relname, c.relrowsecurity, c.relforcerowsecurity FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p')`
const own = `${tables} AND c.relname NOT IN (${names(Object.keys(NOT_OF_A_TENANT))})`
const first = (array: string) =>
  `(SELECT a.attname FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attnum = ${array}[0])`
const POLICY = `(tenant_id = ( SELECT (NULLIF(current_setting(''kizuna.tenant''::text, true), ''''::text))::uuid AS "nullif"))`

/** Tables of a tenant whose rows are not held to it by the database itself. */
export const unprotectedTables = (client: pg.Client): Promise<Faults> =>
  list(
    client,
    `SELECT t.relname || ': ' || fault AS fault FROM (${own}) t, LATERAL (VALUES
       (NOT EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attname = 'tenant_id' AND a.attnotnull), 'no tenant_id'),
       (NOT t.relrowsecurity, 'row-level security is off'),
       (NOT t.relforcerowsecurity AND t.relname NOT IN (${names(WITHOUT_FORCE)}), 'not forced'),
       (NOT EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = t.oid AND p.polname = 'tenant' AND p.polcmd = '*' AND p.polpermissive AND p.polroles = '{0}'
            AND pg_get_expr(p.polqual, p.polrelid) = '${POLICY}' AND pg_get_expr(p.polwithcheck, p.polrelid) = '${POLICY}'), 'no tenant policy'),
       (EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = t.oid AND p.polname <> 'tenant' AND p.polpermissive), 'another permissive policy widens it')
     ) AS checks(broken, fault) WHERE broken ORDER BY 1`,
  )

/** Keys, indexes and references of a tenant's table that do not begin with the tenant. */
export const keysWithoutTenant = (client: pg.Client): Promise<Faults> =>
  list(
    client,
    `SELECT t.relname || ': index ' || i.relname AS fault FROM (${own}) t JOIN pg_index x ON x.indrelid = t.oid JOIN pg_class i ON i.oid = x.indexrelid
      WHERE ${first('x.indkey')} IS DISTINCT FROM 'tenant_id' AND i.relname NOT IN (${names(Object.keys(OTHER_FIRST))})
     UNION ALL
     SELECT t.relname || ': no primary key' FROM (${own}) t WHERE NOT EXISTS (SELECT 1 FROM pg_index x WHERE x.indrelid = t.oid AND x.indisprimary)
     UNION ALL
     SELECT t.relname || ': reference ' || k.conname FROM (${own}) t JOIN pg_constraint k ON k.conrelid = t.oid AND k.contype = 'f'
      WHERE (SELECT a.attname FROM pg_attribute a WHERE a.attrelid = k.conrelid AND a.attnum = k.conkey[1]) IS DISTINCT FROM 'tenant_id'
         OR (SELECT a.attname FROM pg_attribute a WHERE a.attrelid = k.confrelid AND a.attnum = k.confkey[1]) IS DISTINCT FROM 'tenant_id'
     ORDER BY 1`,
  )

/** Roles of the running server that row-level security does not bind, or that can turn into another. */
export const unboundRoles = (client: pg.Client): Promise<Faults> =>
  list(
    client,
    `SELECT r.rolname || ': ' || fault AS fault FROM pg_roles r, LATERAL (VALUES
       (r.rolsuper, 'superuser'), (r.rolbypassrls, 'bypasses row-level security'), (r.rolcreaterole, 'makes roles'), (r.rolcreatedb, 'makes databases'),
       (EXISTS (SELECT 1 FROM pg_auth_members m WHERE m.member = r.oid), 'member of another role'),
       (EXISTS (SELECT 1 FROM pg_auth_members m WHERE m.roleid = r.oid), 'has members'),
       (r.rolname <> 'kizuna_owner' AND EXISTS (SELECT 1 FROM pg_class c WHERE c.relowner = r.oid), 'owns a table'),
       (r.rolname <> 'kizuna_owner' AND has_schema_privilege(r.oid, 'public', 'CREATE'), 'may create tables')
     ) AS checks(broken, fault) WHERE r.rolname LIKE 'kizuna\\_%' AND broken ORDER BY 1`,
  )

/** What a role may do with a table, as letters; columns that may be changed alone stand in brackets. */
export const rightsOn = async (client: pg.Client, role: string, table: string): Promise<string> => {
  const { rows } = await client.query<{ letters: string; columns: string | null }>(
    `SELECT concat(CASE WHEN has_table_privilege($1, t, 'SELECT') THEN 'S' END, CASE WHEN has_table_privilege($1, t, 'INSERT') THEN 'I' END,
                   CASE WHEN has_table_privilege($1, t, 'UPDATE') THEN 'U' END, CASE WHEN has_table_privilege($1, t, 'DELETE') THEN 'D' END,
                   CASE WHEN has_table_privilege($1, t, 'TRUNCATE') THEN 'T' END) AS letters,
            (SELECT string_agg(a.attname, ',' ORDER BY a.attname) FROM pg_attribute a WHERE a.attrelid = t AND a.attnum > 0
               AND has_column_privilege($1, t, a.attnum, 'UPDATE') AND NOT has_table_privilege($1, t, 'UPDATE')) AS columns
       FROM (SELECT $2::regclass::oid AS t) AS of`,
    [role, `public.${table}`],
  )
  const [{ letters = '', columns = null } = {}] = rows
  return columns === null ? letters : `${letters}(${columns})`
}

/** The roles that may read one column. */
export const readersOf = async (client: pg.Client, table: string, column: string): Promise<string[]> =>
  list(
    client,
    `SELECT r.rolname AS fault FROM pg_roles r WHERE r.rolname LIKE 'kizuna\\_%' AND r.rolname <> 'kizuna_owner'
        AND has_column_privilege(r.oid, 'public.${table}'::regclass, '${column}', 'SELECT') ORDER BY 1`,
  )

/** Tables a partner's link can read whose rows are not held to its one request by a second, restrictive policy. */
export const openToEveryLink = (client: pg.Client): Promise<Faults> =>
  list(
    client,
    `SELECT t.relname AS fault FROM (${own}) t WHERE has_any_column_privilege('kizuna_portal', t.oid, 'SELECT')
        AND NOT EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = t.oid AND NOT p.polpermissive
              AND pg_get_expr(p.polqual, p.polrelid) LIKE '%kizuna.request%'
              AND (p.polroles = '{0}' OR (SELECT oid FROM pg_roles WHERE rolname = 'kizuna_portal') = ANY (p.polroles))) ORDER BY 1`,
  )

export const tablesOfTenants = async (client: pg.Client): Promise<string[]> =>
  (await client.query<{ relname: string }>(`${own} ORDER BY 1`)).rows.map(({ relname }) => relname)
export const allTables = async (client: pg.Client): Promise<string[]> =>
  (await client.query<{ relname: string }>(`${tables} ORDER BY 2`)).rows.map(({ relname }) => relname)
