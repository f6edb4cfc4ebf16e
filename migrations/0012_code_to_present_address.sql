-- The hint of a one-time code names where the code goes: a contact's present address, or that of the link for a colleague.
CREATE OR REPLACE FUNCTION portal_grant(wanted text) RETURNS TABLE (grant_id uuid, request_id uuid, locale text, address text, expires_at timestamptz, open boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT g.id, g.request_id, g.lang, CASE WHEN c.id IS NULL THEN g.address ELSE c.email END, g.expires_at,
         g.revoked_at IS NULL AND r.state <> 'cancelled'
           AND NOT EXISTS (SELECT 1 FROM public.grants p WHERE p.tenant_id = g.tenant_id AND p.id = g.parent_id AND p.revoked_at IS NOT NULL)
    FROM public.grants g JOIN public.requests r ON r.tenant_id = g.tenant_id AND r.id = g.request_id
    LEFT JOIN public.contacts c ON c.tenant_id = g.tenant_id AND c.id = g.contact_id
   WHERE g.tenant_id = nullif(current_setting('kizuna.tenant', true), '')::uuid AND g.token_hash = wanted
$$;
