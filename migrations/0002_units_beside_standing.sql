DROP INDEX "partner_current_cover";--> statement-breakpoint
ALTER TABLE "partner_current" ADD COLUMN "unit_key" text COLLATE "C" DEFAULT '' NOT NULL;--> statement-breakpoint
-- Under FORCE the owner would see no row to fill.
ALTER TABLE partner_current NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE partner_units NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
UPDATE partner_current c SET unit_key = u.ids
  FROM (SELECT tenant_id, partner_id, string_agg(unit_id::text, ' ' ORDER BY unit_id) AS ids FROM partner_units GROUP BY 1, 2) u
 WHERE u.tenant_id = c.tenant_id AND u.partner_id = c.partner_id;--> statement-breakpoint
ALTER TABLE partner_units FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE partner_current FORCE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE INDEX "partner_current_standing" ON "partner_current" USING btree ("tenant_id","unit_key","impact","likelihood","level_effective","provisional","maturity","assessment_state") WHERE "partner_current"."stage" IN ('candidate', 'contracted', 'ending');--> statement-breakpoint
CREATE INDEX "partner_current_reviews" ON "partner_current" USING btree ("tenant_id","level_rank","answer_due","sort_key") WHERE "partner_current"."stage" IN ('candidate', 'contracted', 'ending') AND "partner_current"."assessment_state" = 'submitted';