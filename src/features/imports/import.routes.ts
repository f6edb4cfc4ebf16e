import { platformErrors } from '../../platform/errors.ts'
import { command, open, query, type Route } from '../../platform/http/route.ts'
import { commitImport } from './commit.service.ts'
import { markFinding } from './finding.service.ts'
import {
  DecisionsBody,
  FindingBody,
  FindingParams,
  FindingsQuery,
  ImportFinding,
  ImportFindings,
  ImportList,
  ImportParams,
  ImportResult,
  ImportRows,
  ImportsQuery,
  ImportView,
  MappingBody,
  RowsQuery,
  UploadQuery,
} from './import.contract.ts'
import { importErrors } from './import.errors.ts'
import { decideRows, mapImport } from './import.service.ts'
import { browseImports, showFindings, showImport, showResult, showRows } from './import-show.service.ts'
import { exportRejected } from './rejected.service.ts'
import { undoImport } from './undo.service.ts'
import { MOST_BYTES, receiveImport } from './upload.service.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export const importRoutes: Route[] = [
  open(
    {
      method: 'POST',
      path: '/imports',
      access: 'member',
      summary: 'Bring in a file and see what it would do',
      query: UploadQuery,
      response: ImportView,
      status: 201,
      upload: { bytes: MOST_BYTES, tooLarge: importErrors.too_large },
      errors: [importErrors.unreadable, importErrors.no_headings, importErrors.too_many_columns],
    },
    ({ engine, actor }, { query, stream }) => {
      if (actor === null) throw platformErrors.unauthenticated()
      return receiveImport(engine, actor, { ...query, stream })
    },
  ),
  query(
    { method: 'GET', path: '/imports', summary: 'List imports', query: ImportsQuery, response: ImportList },
    (ctx, { query }) => browseImports(ctx, query),
  ),
  query(
    { method: 'GET', path: '/imports/:id', summary: 'One import', params: ImportParams, response: ImportView },
    (ctx, { params }) => showImport(ctx, params.id),
  ),
  query(
    {
      method: 'GET',
      path: '/imports/:id/rows',
      summary: 'Rows of an import',
      params: ImportParams,
      query: RowsQuery,
      response: ImportRows,
    },
    (ctx, { params, query }) => showRows(ctx, params.id, query),
  ),
  query(
    {
      method: 'GET',
      path: '/imports/:id/result',
      summary: 'What an import did or would do, in numbers and words',
      params: ImportParams,
      response: ImportResult,
    },
    (ctx, { params }) => showResult(ctx, params.id),
  ),
  command(
    {
      method: 'PUT',
      path: '/imports/:id/mapping',
      summary: 'Say what the columns mean',
      params: ImportParams,
      body: MappingBody,
      response: ImportView,
      errors: [
        importErrors.not_preview,
        importErrors.column_unknown,
        importErrors.field_twice,
        importErrors.key_missing,
        importErrors.sheet_unknown,
      ],
    },
    (ctx, { params, body }) => mapImport(ctx, params.id, body),
  ),
  command(
    {
      method: 'POST',
      path: '/imports/:id/decisions',
      summary: 'Answer asked rows',
      params: ImportParams,
      body: DecisionsBody,
      response: ImportView,
      errors: [importErrors.not_preview, importErrors.not_asked, importErrors.choice_unknown],
    },
    (ctx, { params, body }) => decideRows(ctx, params.id, body),
  ),
  command(
    {
      method: 'POST',
      path: '/imports/:id/commit',
      summary: 'Carry out an import: all of its good rows or nothing',
      params: ImportParams,
      response: ImportResult,
      errors: [importErrors.not_preview, importErrors.collided],
    },
    (ctx, { params }) => commitImport(ctx, params.id),
  ),
  command(
    {
      method: 'POST',
      path: '/imports/:id/undo',
      summary: 'Take a whole import back',
      params: ImportParams,
      response: ImportView,
      errors: [importErrors.not_committed],
    },
    (ctx, { params }) => undoImport(ctx, params.id),
  ),
  query(
    {
      method: 'GET',
      path: '/imports/:id/rejected.xlsx',
      summary: 'The rows not imported, with reasons, in the columns of the file',
      params: ImportParams,
      response: undefined,
      file: true,
    },
    async (ctx, { params, download }) => {
      download({ ...(await exportRejected(ctx, params.id)), mediaType: XLSX })
      return undefined
    },
  ),
  query(
    {
      method: 'GET',
      path: '/imports/:id/findings',
      summary: 'What a payee list or the national register showed',
      params: ImportParams,
      query: FindingsQuery,
      response: ImportFindings,
    },
    (ctx, { params, query }) => showFindings(ctx, params.id, query),
  ),
  command(
    {
      method: 'PUT',
      path: '/imports/:id/findings/:findingId',
      summary: 'Mark a finding as dealt with',
      params: FindingParams,
      body: FindingBody,
      response: ImportFinding,
    },
    (ctx, { params, body }) => markFinding(ctx, params.id, params.findingId, body.state),
  ),
]
