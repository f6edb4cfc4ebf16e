import type { Readable } from 'node:stream'
import type { Actor, ReadCtx } from '../../platform/context.ts'
import { platformErrors } from '../../platform/errors.ts'
import { MEDIA_TYPES } from '../../platform/files/media-type.ts'
import { type Engine, reading } from '../../platform/work.ts'
import { announcedLimit, openFile, receiveFile } from '../files/file.service.ts'
import { oneEvidence } from './evidence.store.ts'
import { partnerRights } from './partner.policy.ts'
import { reachPartner } from './partner-access.service.ts'

/** What a copy may be: documents and pictures up to 50 MB. */
const LIMITS = { bytes: 50 * 1024 * 1024, types: MEDIA_TYPES }

/** What an address that takes a copy refuses before reading it. */
export const COPY_UPLOAD = announcedLimit(LIMITS)

/** Takes in a copy of a certificate for a partner the reader may change; it is put on the shelf by naming it in the evidence. */
export const receiveEvidenceFile = async (
  engine: Engine,
  actor: Actor,
  partnerId: string,
  name: string,
  stream: Readable,
) => {
  await reading(engine, actor, (ctx) => reachPartner(ctx, partnerRights.update, partnerId))
  return receiveFile(engine, actor, stream, { name, limits: LIMITS })
}

/** Opens the copy that lies with a piece of evidence. */
export const openEvidenceFile = async (ctx: ReadCtx, partnerId: string, evidenceId: string) => {
  await reachPartner(ctx, partnerRights.read, partnerId)
  const evidence = await oneEvidence(ctx.db, ctx.actor.tenant, partnerId, evidenceId)
  if (evidence === undefined || evidence.fileId === null) throw platformErrors.not_found()
  const { name, mediaType, stream } = await openFile(ctx, evidence.fileId, { type: 'partner_evidence', id: evidenceId })
  return { name, mediaType, body: stream }
}
