CREATE TABLE "imported_notes" (
	"tenant_id" uuid NOT NULL,
	"partner_id" uuid NOT NULL,
	"note_hash" text COLLATE "C" NOT NULL,
	"import_id" uuid NOT NULL,
	CONSTRAINT "imported_notes_tenant_id_partner_id_note_hash_pk" PRIMARY KEY("tenant_id","partner_id","note_hash")
);
--> statement-breakpoint
ALTER TABLE "imported_notes" ADD CONSTRAINT "imported_notes_tenant_id_partner_id_partners_tenant_id_id_fk" FOREIGN KEY ("tenant_id","partner_id") REFERENCES "public"."partners"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imported_notes" ADD CONSTRAINT "imported_notes_tenant_id_import_id_imports_tenant_id_id_fk" FOREIGN KEY ("tenant_id","import_id") REFERENCES "public"."imports"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "imported_notes_import" ON "imported_notes" USING btree ("tenant_id","import_id");--> statement-breakpoint
SELECT kizuna_protect('imported_notes'::regclass, 'SID', '', '', '');
