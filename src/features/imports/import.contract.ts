import { z } from 'zod'
import { AMOUNT_UNITS, type Field, KEPT_FIELDS } from '../../domain/intake/fields.ts'

const Id = z.uuid().describe('Identifier')
export const ImportParams = z.strictObject({ id: Id })
export const FindingParams = z.strictObject({ id: Id, findingId: Id })
const KINDS = ['partners', 'results', 'payees', 'corporate-numbers'] as const
const STATES = ['preview', 'committed', 'undone'] as const
const OUTCOMES = ['create', 'update', 'unchanged', 'ask', 'reject'] as const
// What is kept of a reading may be any field to the types; the list holds it to these.
const fieldNames: readonly [Field, ...Field[]] = KEPT_FIELDS
const count = (what: string) => z.number().int().min(0).describe(what)
const kind = z.enum(KINDS).describe('What the file holds')

export const UploadQuery = z.strictObject({
  fileName: z.string().trim().min(1).max(200).describe('Name of the file'),
  kind: kind.default('partners'),
})

export const MappedColumn = z.strictObject({
  index: z.number().int().min(0).max(199).describe('Position of the column, from 0'),
  field: z.enum(fieldNames).describe('What the column holds'),
  unit: z.enum(AMOUNT_UNITS).nullable().default(null).describe('Unit of an amount'),
})

export const MappingBody = z.strictObject({
  sheet: z.number().int().min(0).max(49).optional().describe('Position of the sheet to read, from 0'),
  columns: z
    .array(MappedColumn)
    .max(200)
    .optional()
    .describe('Columns to take; left out with another sheet, they are proposed anew'),
})

const Choice = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('partner').describe('It is this partner'),
    ref: z.string().min(5).max(40).describe('One of the candidates'),
  }),
  z.strictObject({ kind: z.literal('new').describe('It is a new partner') }),
  z.strictObject({ kind: z.literal('leaveOut').describe('Leave the row out') }),
])

export const DecisionsBody = z.strictObject({
  decisions: z
    .array(
      z.strictObject({
        row: z.number().int().min(1).max(1_048_576).describe('Row of the file'),
        choice: Choice.describe('What the row is'),
      }),
    )
    .min(1)
    .max(1_000)
    .describe('Answers to asked rows'),
})

const Note = z.object({
  weight: z
    .enum(['reject', 'ask', 'drop', 'remark'])
    .describe('Holds the row back, asks a person, drops one cell, or is only worth knowing'),
  code: z.string().describe('Stable code'),
  row: z.number().int().describe('Row of the file; 0 is the file as a whole'),
  column: z.string().nullable().describe('Letters of the column'),
  field: z.string().nullable().describe('Field'),
  text: z.string().describe('The note in words, with row and field'),
})

export const ImportRowView = z
  .object({
    number: z.number().int().describe('Row of the file'),
    outcome: z.enum(OUTCOMES).describe('What becomes of it'),
    partnerId: z.uuid().nullable().describe('The partner it means'),
    shown: z.record(z.string(), z.string()).describe('Name, code, number and address as written'),
    doubt: z.string().nullable().describe('Why it is asked, in words'),
    candidates: z
      .array(
        z.object({
          ref: z.string().describe('Reference for a decision'),
          name: z.string().describe('Name'),
          code: z.string().nullable().describe('Partner code'),
          corporateNumber: z.string().nullable().describe('法人番号'),
          address: z.string().describe('Address'),
        }),
      )
      .describe('Partners it could mean'),
    decision: Choice.nullable().describe('What a person decided'),
    notes: z.array(Note).describe('Problems and remarks'),
  })
  .meta({ id: 'ImportRow' })

export const ImportCounts = z
  .object({
    rows: count('Rows of data'),
    create: count('Rows that make something new'),
    update: count('Rows that change something'),
    unchanged: count('Rows that bring nothing new'),
    ask: count('Rows a person must decide on'),
    reject: count('Rows held back'),
  })
  .describe('Rows by outcome; the five add up to rows')

const summary = {
  id: Id,
  version: z.number().int().describe('Version'),
  kind,
  state: z.enum(STATES).describe('State'),
  fileName: z.string().describe('Name of the file'),
  counts: ImportCounts,
  createdAt: z.iso.datetime().describe('When the file was brought in'),
  createdBy: z.string().nullable().describe('Who brought it in'),
  committedAt: z.iso.datetime().nullable().describe('When it was committed'),
  undoneAt: z.iso.datetime().nullable().describe('When it was undone'),
}

export const ImportView = z
  .object({
    ...summary,
    encoding: z.string().nullable().describe('Encoding of a text file'),
    seconds: z.number().describe('Time taken'),
    sheet: z.number().int().describe('Position of the sheet read'),
    sheets: z
      .array(
        z.object({
          position: z.number().int().describe('Position'),
          name: z.string().describe('Name'),
          hidden: z.boolean().describe('Hidden in the workbook'),
          rows: count('Rows with content'),
        }),
      )
      .describe('Sheets of the file'),
    columns: z
      .array(
        z.object({
          index: z.number().int().describe('Position, from 0'),
          letters: z.string().describe('Letters as a spreadsheet shows them'),
          heading: z.string().describe('Heading'),
          meaning: z.string().nullable().describe('What the heading seems to mean'),
          notKept: z.string().nullable().describe('Why a column of known meaning is not kept, in words'),
          hidden: z.boolean().describe('Hidden in the workbook'),
          samples: z.array(z.string()).describe('First values'),
        }),
      )
      .describe('Columns of the table'),
    mapping: z.array(MappedColumn).describe('Which column holds what'),
    remembered: z.boolean().describe('The mapping is that of an earlier file with these headings'),
    unitAsked: z.array(z.number().int()).describe('Columns of amounts whose unit a person must choose'),
    skipped: z.record(z.string(), z.number()).describe('Lines that are no data, by reason'),
    notes: z.array(Note).describe('Remarks on the file as a whole'),
    first: z.array(ImportRowView).describe('First rows'),
    undoNotes: z
      .array(
        z.object({
          partnerId: Id,
          name: z.string().describe('Name'),
          text: z.string().describe('Why it was left as it is'),
        }),
      )
      .describe('What an undo had to leave'),
    can: z.array(z.string()).describe('What the reader may do now'),
  })
  .meta({ id: 'Import' })

export const ImportResult = z
  .object({
    id: Id,
    rows: count('Rows of data'),
    created: count('Rows that made something new'),
    updated: count('Rows that changed something'),
    unchanged: count('Rows that brought nothing new'),
    asked: count('Rows a person must still decide on'),
    rejected: count('Rows held back'),
    seconds: z.number().describe('Time taken from upload to commit'),
    problems: z.array(Note).describe('What was held back, dropped or asked; the first thousand'),
    problemRows: count('Rows with a problem'),
  })
  .meta({ id: 'ImportResult' })

export const RowsQuery = z.strictObject({
  outcome: z.enum(OUTCOMES).optional().describe('Only rows of this outcome'),
  troubled: z.enum(['true', 'false']).optional().describe('Only rows with (or without) a problem'),
  after: z.coerce.number().int().min(0).max(1_048_576).default(0).describe('Row number of the page before'),
  limit: z.coerce.number().int().min(1).max(500).default(50).describe('Rows a page'),
})

export const ImportRows = z
  .object({
    items: z.array(ImportRowView).describe('Rows'),
    next: z.number().int().nullable().describe('Row number to continue after'),
  })
  .meta({ id: 'ImportRows' })

export const ImportsQuery = z.strictObject({
  after: z.string().max(200).optional().describe('Cursor of the page before'),
  limit: z.coerce.number().int().min(1).max(100).default(30).describe('Imports a page'),
})

export const ImportList = z
  .object({
    items: z.array(z.object(summary)).describe('Imports, newest first'),
    next: z.string().nullable().describe('Cursor of the next page'),
  })
  .meta({ id: 'ImportList' })

export const FindingsQuery = z.strictObject({
  after: z.uuid().optional().describe('Identifier of the last one of the page before'),
  limit: z.coerce.number().int().min(1).max(500).default(100).describe('Findings a page'),
})

export const ImportFinding = z
  .object({
    id: Id,
    partnerId: z.uuid().nullable().describe('The partner concerned'),
    row: z.number().int().nullable().describe('Row of the file'),
    kind: z.string().describe('Kind'),
    text: z.string().describe('The finding in words'),
    detail: z.record(z.string(), z.string()).describe('Values'),
    state: z.enum(['open', 'done']).describe('Dealt with or not'),
  })
  .meta({ id: 'ImportFinding' })

export const ImportFindings = z
  .object({
    items: z.array(ImportFinding).describe('Findings'),
    next: z.uuid().nullable().describe('Identifier to continue after'),
  })
  .meta({ id: 'ImportFindings' })

export const FindingBody = z.strictObject({ state: z.enum(['open', 'done']).describe('Dealt with or not') })
