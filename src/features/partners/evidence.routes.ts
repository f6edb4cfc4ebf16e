import { platformErrors } from '../../platform/errors.ts'
import { command, open, query, type Route } from '../../platform/http/route.ts'
import {
  EvidenceBody,
  EvidenceFile,
  EvidenceFileQuery,
  EvidenceParams,
  EvidenceShelf,
  EvidenceView,
} from './evidence.contract.ts'
import { evidenceErrors } from './evidence.errors.ts'
import { addEvidence, editEvidence, removeEvidence, showShelf } from './evidence.service.ts'
import { COPY_UPLOAD, openEvidenceFile, receiveEvidenceFile } from './evidence-file.service.ts'
import { IdParams } from './partner.contract.ts'

const errors = Object.values(evidenceErrors)

export const evidenceRoutes: Route[] = [
  query(
    {
      method: 'GET',
      path: '/partners/:id/evidence',
      summary: 'Certificates and declarations of a partner',
      params: IdParams,
      response: EvidenceShelf,
    },
    (ctx, { params }) => showShelf(ctx, params.id),
  ),
  command(
    {
      method: 'POST',
      path: '/partners/:id/evidence',
      summary: 'Add a certificate or declaration',
      params: IdParams,
      body: EvidenceBody,
      response: EvidenceView,
      status: 201,
      errors,
    },
    (ctx, { params, body }) => addEvidence(ctx, params.id, body),
  ),
  command(
    {
      method: 'PUT',
      path: '/partners/:id/evidence/:evidenceId',
      summary: 'Edit a certificate or declaration',
      params: EvidenceParams,
      body: EvidenceBody,
      response: EvidenceView,
      versioned: true,
      errors,
    },
    (ctx, { params, body, version }) => editEvidence(ctx, params.id, params.evidenceId, version, body),
  ),
  command(
    {
      method: 'DELETE',
      path: '/partners/:id/evidence/:evidenceId',
      summary: 'Remove a certificate or declaration',
      params: EvidenceParams,
      response: undefined,
    },
    async (ctx, { params }) => {
      await removeEvidence(ctx, params.id, params.evidenceId)
      return undefined
    },
  ),
  open(
    {
      method: 'POST',
      path: '/partners/:id/evidence-files',
      access: 'member',
      summary: 'Take in a copy of a certificate before it is put on the shelf',
      params: IdParams,
      query: EvidenceFileQuery,
      upload: COPY_UPLOAD,
      response: EvidenceFile,
      status: 201,
    },
    ({ engine, actor }, { params, query, stream }) => {
      if (actor === null) throw platformErrors.unauthenticated()
      return receiveEvidenceFile(engine, actor, params.id, query.name, stream)
    },
  ),
  query(
    {
      method: 'GET',
      path: '/partners/:id/evidence/:evidenceId/file',
      summary: 'The copy of a certificate',
      params: EvidenceParams,
      response: undefined,
      file: true,
    },
    async (ctx, { params, download }) => {
      download(await openEvidenceFile(ctx, params.id, params.evidenceId))
      return undefined
    },
  ),
]
