import { z } from 'zod'
import { CatalogKindField } from './document-kind.contract.ts'

const Key = z
  .string()
  .max(48)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .describe('Key of the document')
const No = z.int().min(1).max(100_000).describe('Version number inside the organisation')
const Content = z.record(z.string().max(60), z.unknown()).describe('The document in the shape of its kind')

export const DocumentParams = z.strictObject({ kind: CatalogKindField, key: Key })
export const VersionParams = DocumentParams.extend({
  no: z.coerce.number().int().min(1).max(100_000).describe('Version number'),
})

const versionFields = {
  id: z.uuid().describe('Identifier'),
  version: z.number().int().describe('Version for If-Match'),
  kind: CatalogKindField,
  key: Key,
  no: No,
  status: z.enum(['draft', 'published', 'retired']).describe('State of the version'),
  effectiveFrom: z.iso.date().describe('First day on which it applies'),
  origin: z.enum(['shipped', 'own']).describe('Delivered with the product or written here'),
  basedOn: z.uuid().nullable().describe('Version it was made from'),
  source: z.string().describe('Where it comes from'),
  title: z
    .object({ ja: z.string().describe('Japanese title'), en: z.string().describe('English title') })
    .describe('Title'),
  inForce: z.boolean().describe('Whether it applies today'),
}

export const CatalogView = z
  .object({
    items: z.array(z.object({ ...versionFields, draftNo: No.nullable().describe('Number of the open draft') })),
    can: z.array(z.string()).describe('Rights held'),
  })
  .meta({ id: 'Catalog' })

export const IndustryChoices = z
  .object({
    items: z.array(
      z.object({
        key: Key.describe('Code a partner carries'),
        name: z.string().describe('Name in the reader’s language'),
        alsoCalled: z.array(z.string()).describe('The other language and the names found in files, to search by'),
      }),
    ),
  })
  .meta({ id: 'IndustryChoices' })

export const VersionsView = z
  .object({ items: z.array(z.object(versionFields)), can: z.array(z.string()).describe('Rights held') })
  .meta({ id: 'CatalogVersions' })

export const VersionView = z
  .object({ ...versionFields, content: Content, can: z.array(z.string()).describe('Rights held') })
  .meta({ id: 'CatalogVersion' })

export const DraftBody = z.strictObject({
  from: No.nullable().describe(
    'Version the edit starts from, whose version is the If-Match; null with 0 for a new one',
  ),
  content: Content,
})

export const ImportBody = z.strictObject({
  kind: CatalogKindField,
  yaml: z.string().min(1).max(900_000).describe('The document as YAML'),
  draftVersion: z
    .int()
    .min(1)
    .max(999_999_999)
    .nullable()
    .default(null)
    .describe('Version of the open draft it replaces; null = none is open'),
})
