-- Row-level security and grants. Letters: S select, I insert, U update, D delete; '' means the role does not see the table.
CREATE SCHEMA IF NOT EXISTS jobs;
--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO kizuna_app, kizuna_portal, kizuna_guest, kizuna_clock;
--> statement-breakpoint
CREATE FUNCTION kizuna_grant(target regclass, role_name text, letters text) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF letters LIKE '%S%' THEN EXECUTE format('GRANT SELECT ON %s TO %I', target, role_name); END IF;
  IF letters LIKE '%I%' THEN EXECUTE format('GRANT INSERT ON %s TO %I', target, role_name); END IF;
  IF letters LIKE '%U%' THEN EXECUTE format('GRANT UPDATE ON %s TO %I', target, role_name); END IF;
  IF letters LIKE '%D%' THEN EXECUTE format('GRANT DELETE ON %s TO %I', target, role_name); END IF;
END $$;
--> statement-breakpoint
CREATE FUNCTION kizuna_protect(target regclass, app text, portal text, guest text, clock text) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', target);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', target);
  EXECUTE format('CREATE POLICY tenant ON %s USING (tenant_id = (SELECT nullif(current_setting(''kizuna.tenant'', true), '''')::uuid)) WITH CHECK (tenant_id = (SELECT nullif(current_setting(''kizuna.tenant'', true), '''')::uuid))', target);
  PERFORM public.kizuna_grant(target, 'kizuna_app', app);
  PERFORM public.kizuna_grant(target, 'kizuna_portal', portal);
  PERFORM public.kizuna_grant(target, 'kizuna_guest', guest);
  PERFORM public.kizuna_grant(target, 'kizuna_clock', clock);
END $$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION kizuna_grant(regclass, text, text), kizuna_protect(regclass, text, text, text, text) FROM PUBLIC;
--> statement-breakpoint
SELECT kizuna_protect(name::regclass, app, portal, '', clock) FROM (VALUES
  ('units',              'SIUD', '',  'S'),
  ('members',            'SIUD', '',  'S'),
  ('member_roles',       'SIUD', '',  'S'),
  ('assignments',        'SIUD', '',  'SID'),
  ('sessions',           'SIUD', '',  'SD'),
  ('api_tokens',         'SIUD', '',  'S'),
  ('recovery_codes',     'SIUD', '',  ''),
  ('approvals',          'SIU',  '',  'SU'),
  ('approval_steps',     'SI',   '',  'SI'),
  ('deputies',           'SIUD', '',  'S'),
  ('deadlines',          'SIU',  '',  'SIU'),
  ('deadline_steps',     'SI',   '',  'SI'),
  ('clock_due',          'SIUD', '',  'SIUD'),
  ('notices',            'SIU',  '',  'SIU'),
  ('messages',           'SIU',  '',  'SIU'),
  ('message_attempts',   'SI',   '',  'SI'),
  ('acknowledgements',   'SI',   'SI','SI'),
  ('mail_settings',      'SIU',  '',  'S'),
  ('partners',           'SIUD', 'S', 'SIU'),
  ('partner_current',    'SIUD', '',  'SIU'),
  ('partner_units',      'SIUD', '',  'SID'),
  ('partner_tags',       'SIUD', '',  'SID'),
  ('partner_notes',      'SIUD', '',  'SI'),
  ('partner_merges',     'SIU',  '',  'S'),
  ('intake_links',       'SIU',  '',  'SU'),
  ('intake_requests',    'SIU',  '',  'SI'),
  ('contacts',           'SIUD', 'S', 'SIU'),
  ('partner_evidence',   'SIUD', '',  'SIU'),
  ('subcontracts',       'SIUD', '',  'S'),
  ('timeline_entries',   'SIU',  'I', 'SI'),
  ('saved_views',        'SIUD', '',  ''),
  ('imports',            'SIUD', '',  'S'),
  ('import_sheets',      'SID',  '',  ''),
  ('import_rows',        'SIUD', '',  ''),
  ('import_changes',     'SI',   '',  ''),
  ('import_mappings',    'SIU',  '',  ''),
  ('import_findings',    'SIU',  '',  'S'),
  ('prior_results',      'SIUD', '',  'S'),
  ('catalog_versions',   'SIU',  '',  'S'),
  ('engagements',        'SIU',  '',  'SU'),
  ('connections',        'SIUD', '',  'SU'),
  ('overrides',          'SIU',  '',  'SU'),
  ('triage_answers',     'SIU',  '',  'SIU'),
  ('reratings',          'SI',   '',  'SI'),
  ('rerating_chunks',    'SIU',  '',  'SIU'),
  ('files',              'SIUD', 'SIU','SUD'),
  ('handled_events',     'SI',   'SI','SID'),
  ('idempotency_keys',   'SI',   'SI','SD'),
  ('ledger_heads',       'SIU',  'SIU','SIU'),
  ('ledger_entries',     'SI',   'I', 'SI'),
  ('ledger_details',     'SI',   'I', 'SI'),
  ('ledger_segments',    'SI',   'I', 'SI'),
  ('ledger_checkpoints', 'SI',   '',  'SI')
) AS rights(name, app, portal, clock);
--> statement-breakpoint
-- A partner's link repeats answers given to links, never those given to members.
CREATE POLICY portal_links ON idempotency_keys AS RESTRICTIVE TO kizuna_portal USING (starts_with(actor, 'grant:')) WITH CHECK (starts_with(actor, 'grant:'));
--> statement-breakpoint
-- Erasing a person's data empties a detail; nothing else in it may change.
GRANT UPDATE (detail, erased_at) ON ledger_details TO kizuna_app;
--> statement-breakpoint
-- The named exceptions to tenant isolation.
GRANT SELECT, INSERT, UPDATE ON tenants TO kizuna_app;
--> statement-breakpoint
GRANT SELECT ON tenants TO kizuna_portal, kizuna_clock;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON login_directory TO kizuna_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON throttles TO kizuna_app, kizuna_portal, kizuna_clock;
--> statement-breakpoint
GRANT SELECT ON clock_heartbeats TO kizuna_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON clock_heartbeats TO kizuna_clock;
--> statement-breakpoint
-- partner_search is the one table without FORCE: the definer function below must see grams that no role may read.
ALTER TABLE partner_search ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY tenant ON partner_search USING (tenant_id = (SELECT nullif(current_setting('kizuna.tenant', true), '')::uuid)) WITH CHECK (tenant_id = (SELECT nullif(current_setting('kizuna.tenant', true), '')::uuid));
--> statement-breakpoint
GRANT INSERT, UPDATE, DELETE ON partner_search TO kizuna_app, kizuna_clock;
--> statement-breakpoint
GRANT SELECT (tenant_id, partner_id) ON partner_search TO kizuna_app, kizuna_clock;
--> statement-breakpoint
CREATE FUNCTION partner_search_ids(wanted text[], terms text[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT s.partner_id FROM public.partner_search s
   WHERE s.tenant_id = nullif(current_setting('kizuna.tenant', true), '')::uuid
     AND s.grams @> wanted
     AND NOT EXISTS (SELECT 1 FROM unnest(terms) AS t(term) WHERE strpos(s.key, t.term) = 0)
$$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION partner_search_ids(text[], text[]) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION partner_search_ids(text[], text[]) TO kizuna_app, kizuna_clock;
--> statement-breakpoint
ALTER TABLE assignments NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE partners NO FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE assignments ADD CONSTRAINT assignments_partner_fk FOREIGN KEY (tenant_id, partner_id) REFERENCES partners (tenant_id, id) ON DELETE CASCADE;
--> statement-breakpoint
ALTER TABLE assignments FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE partners FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
-- Assessments. The portal role sees only what belongs to the one request of its link.
SELECT kizuna_protect(name::regclass, app, portal, '', clock) FROM (VALUES
  ('question_sets',    'SI',  'S',   'S'),
  ('requests',         'SIU', 'S',   'SU'),
  ('grants',           'SIU', 'SI',  'SU'),
  ('otps',             'SIU', 'S',   'SI'),
  ('portal_sessions',  'SU',  'SI',  'SUD'),
  ('answers',          'SIU', 'SIU', 'S'),
  ('answer_revisions', 'SI',  'SI',  'S'),
  ('answer_files',     'SIU', 'SI',  'S'),
  ('submissions',      'SI',  'SI',  'S'),
  ('reviews',          'SIU', 'SI',  'S'),
  ('comments',         'SI',  'SI',  'S'),
  ('results',          'SI',  'S',   'S'),
  ('item_stats',       'SIU', '',    'S')
) AS rights(name, app, portal, clock);
--> statement-breakpoint
GRANT UPDATE (state, shown, answered, percent, submission_no, opened_at, submitted_at, updated_at, version) ON requests TO kizuna_portal;
--> statement-breakpoint
GRANT UPDATE (opened_at, revoked_at, updated_at) ON grants TO kizuna_portal;
--> statement-breakpoint
GRANT UPDATE (tries, used_at, updated_at) ON otps TO kizuna_portal;
--> statement-breakpoint
GRANT UPDATE (revoked_at, updated_at) ON portal_sessions TO kizuna_portal;
--> statement-breakpoint
GRANT UPDATE (removed_at, updated_at) ON answer_files TO kizuna_portal;
--> statement-breakpoint
GRANT SELECT (tenant_id, partner_id), UPDATE (assessment_state) ON partner_current TO kizuna_portal;
--> statement-breakpoint
CREATE FUNCTION kizuna_hold_portal(target regclass, condition text) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  EXECUTE format('CREATE POLICY portal_request ON %s AS RESTRICTIVE TO kizuna_portal USING (%s) WITH CHECK (%s)', target, condition, condition);
END $$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION kizuna_hold_portal(regclass, text) FROM PUBLIC;
--> statement-breakpoint
SELECT kizuna_hold_portal(name::regclass, 'request_id = (SELECT nullif(current_setting(''kizuna.request'', true), '''')::uuid)')
  FROM (VALUES ('grants'), ('otps'), ('portal_sessions'), ('answers'), ('answer_revisions'), ('answer_files'), ('submissions'), ('reviews'), ('results')) AS held(name);
--> statement-breakpoint
SELECT kizuna_hold_portal('requests', 'id = (SELECT nullif(current_setting(''kizuna.request'', true), '''')::uuid)');
--> statement-breakpoint
SELECT kizuna_hold_portal('comments', 'request_id = (SELECT nullif(current_setting(''kizuna.request'', true), '''')::uuid) AND audience = ''partner''');
--> statement-breakpoint
SELECT kizuna_hold_portal('question_sets', 'id = (SELECT r.question_set_id FROM public.requests r WHERE r.id = (SELECT nullif(current_setting(''kizuna.request'', true), '''')::uuid))');
--> statement-breakpoint
SELECT kizuna_hold_portal('partners', 'id = (SELECT r.partner_id FROM public.requests r WHERE r.id = (SELECT nullif(current_setting(''kizuna.request'', true), '''')::uuid))');
--> statement-breakpoint
SELECT kizuna_hold_portal(name::regclass, 'partner_id = (SELECT r.partner_id FROM public.requests r WHERE r.id = (SELECT nullif(current_setting(''kizuna.request'', true), '''')::uuid))')
  FROM (VALUES ('contacts'), ('partner_current'), ('timeline_entries')) AS held(name);
--> statement-breakpoint
SELECT kizuna_hold_portal('files', '(owner_type = ''assessment'' AND owner_id = (SELECT nullif(current_setting(''kizuna.request'', true), '''')::uuid)) OR (owner_id IS NULL AND uploaded_by IN (SELECT ''grant:'' || g.id FROM public.grants g))');
--> statement-breakpoint
-- A link is looked up before its request is known; these two say which request it opens and nothing else.
CREATE FUNCTION portal_grant(wanted text) RETURNS TABLE (grant_id uuid, request_id uuid, locale text, address text, expires_at timestamptz, open boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT g.id, g.request_id, g.lang, g.address, g.expires_at,
         g.revoked_at IS NULL AND r.state <> 'cancelled'
           AND NOT EXISTS (SELECT 1 FROM public.grants p WHERE p.tenant_id = g.tenant_id AND p.id = g.parent_id AND p.revoked_at IS NOT NULL)
    FROM public.grants g JOIN public.requests r ON r.tenant_id = g.tenant_id AND r.id = g.request_id
   WHERE g.tenant_id = nullif(current_setting('kizuna.tenant', true), '')::uuid AND g.token_hash = wanted
$$;
--> statement-breakpoint
CREATE FUNCTION portal_session(wanted text, at timestamptz) RETURNS TABLE (grant_id uuid, request_id uuid, locale text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT g.id, g.request_id, g.lang
    FROM public.portal_sessions s
    JOIN public.grants g ON g.tenant_id = s.tenant_id AND g.id = s.grant_id
    JOIN public.requests r ON r.tenant_id = g.tenant_id AND r.id = g.request_id
   WHERE s.tenant_id = nullif(current_setting('kizuna.tenant', true), '')::uuid AND s.token_hash = wanted
     AND s.revoked_at IS NULL AND s.expires_at > at AND g.revoked_at IS NULL AND g.expires_at > at AND r.state <> 'cancelled'
     AND NOT EXISTS (SELECT 1 FROM public.grants p WHERE p.tenant_id = g.tenant_id AND p.id = g.parent_id AND p.revoked_at IS NOT NULL)
$$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION portal_grant(text), portal_session(text, timestamptz) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION portal_grant(text), portal_session(text, timestamptz) TO kizuna_portal;
--> statement-breakpoint
-- A published version of policy or texts is what decisions refer to: only its retirement may still be noted on it.
CREATE FUNCTION kizuna_catalog_immutable() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF OLD.status <> 'draft' THEN RAISE EXCEPTION 'a published catalogue version is never deleted'; END IF;
    RETURN OLD;
  END IF;
  IF OLD.status <> 'draft' AND (
    ROW (NEW.tenant_id, NEW.id, NEW.kind, NEW.key, NEW.no, NEW.effective_from, NEW.content, NEW.content_hash, NEW.origin, NEW.shipped_no, NEW.based_on, NEW.source)
    IS DISTINCT FROM
    ROW (OLD.tenant_id, OLD.id, OLD.kind, OLD.key, OLD.no, OLD.effective_from, OLD.content, OLD.content_hash, OLD.origin, OLD.shipped_no, OLD.based_on, OLD.source)
    OR NEW.status = 'draft' OR (OLD.status = 'retired' AND NEW.status <> 'retired')
  ) THEN RAISE EXCEPTION 'a published catalogue version never changes'; END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER catalog_versions_immutable BEFORE UPDATE OR DELETE ON catalog_versions FOR EACH ROW EXECUTE FUNCTION kizuna_catalog_immutable();
