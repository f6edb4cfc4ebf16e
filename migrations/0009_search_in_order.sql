ALTER TABLE "partner_search" ADD COLUMN "sort_key" text COLLATE "C";--> statement-breakpoint
-- Under FORCE the owner would see no partner to take the order from.
ALTER TABLE partners NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE partner_search s SET sort_key = p.sort_key FROM partners p WHERE p.tenant_id = s.tenant_id AND p.id = s.partner_id;--> statement-breakpoint
ALTER TABLE partners FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "partner_search" ALTER COLUMN "sort_key" SET NOT NULL;--> statement-breakpoint
DROP FUNCTION partner_search_ids(text[], text[]);--> statement-breakpoint
-- Both ask for the tenant once, not once a hit: (SELECT …) is worked out before the rows are read.
CREATE FUNCTION partner_search_ids(wanted text[], patterns text[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT s.partner_id FROM public.partner_search s
   WHERE s.tenant_id = (SELECT nullif(current_setting('kizuna.tenant', true), '')::uuid)
     AND s.grams @> wanted AND s.key LIKE ALL (patterns)
$$;--> statement-breakpoint
-- The first hits in the order of readings behind a place; who may see them is decided where their rows are read.
CREATE FUNCTION partner_search_page(wanted text[], patterns text[], after_key text, after_id uuid, most integer) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT s.partner_id FROM public.partner_search s
   WHERE s.tenant_id = (SELECT nullif(current_setting('kizuna.tenant', true), '')::uuid)
     AND s.grams @> wanted AND s.key LIKE ALL (patterns)
     AND (after_key IS NULL OR (s.sort_key, s.partner_id) > (after_key, after_id))
   ORDER BY s.sort_key, s.partner_id LIMIT most
$$;--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION partner_search_ids(text[], text[]), partner_search_page(text[], text[], text, uuid, integer) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION partner_search_ids(text[], text[]), partner_search_page(text[], text[], text, uuid, integer) TO kizuna_app, kizuna_clock;
