import type { Readable } from 'node:stream'
import type { Actor, ReadCtx, WriteCtx } from '../../platform/context.ts'
import { platformErrors } from '../../platform/errors.ts'
import type { ReceivedFile } from '../../platform/files/finished-file.ts'
import { MEDIA_TYPES } from '../../platform/files/media-type.ts'
import { type Engine, reading, writing } from '../../platform/work.ts'
import { announcedLimit, attachFile, type KeptFile, noteFile, openFile, receiveFile } from '../files/file.service.ts'
import { assertEditable } from './answer.service.ts'
import {
  type AnswerFile,
  answersOf,
  bytesHandedIn,
  filesOf,
  insertAnswerFile,
  removeAnswerFile,
} from './answer.store.ts'
import { assessmentErrors } from './assessment.errors.ts'
import { assertInSections, ownGrant } from './portal.service.ts'
import { loadSet, progressOf, ruleAnswers } from './question-set.service.ts'
import { keepProgress, lockRequest, type Request } from './request.store.ts'
import { MATTER_TYPE } from './request.tables.ts'

const MOST_BYTES = 50 * 1024 * 1024

/** What evidence may be: documents and pictures up to 50 MB. */
export const EVIDENCE_LIMITS = { bytes: MOST_BYTES, types: MEDIA_TYPES }

/** What an address that takes evidence refuses before reading it. */
export const EVIDENCE_UPLOAD = announcedLimit(EVIDENCE_LIMITS)

const MOST_FILES = 20
// What was taken away again stays on record with its bytes: whoever holds a link must not fill our disk.
const MOST_GIGABYTES = 2

/** Refuses one more paper for a question that has as many as anyone will read, or for a request that brought enough. */
const assertRoom = async (ctx: ReadCtx, request: Request, questionKey: string): Promise<void> => {
  const files = await filesOf(ctx.db, request.tenantId, request.id)
  if (files.filter((file) => file.questionKey === questionKey).length >= MOST_FILES)
    throw assessmentErrors.evidence_full({ most: MOST_FILES })
  if ((await bytesHandedIn(ctx.db, request.tenantId, request.id)) >= MOST_GIGABYTES * 1024 ** 3 - MOST_BYTES)
    throw assessmentErrors.evidence_too_much({ gigabytes: MOST_GIGABYTES })
}

type Author = { byGrant: string | null; byMember: string | null }

/** Ties a received file to an answer of a request that still takes changes. */
export const attachEvidence = async (
  ctx: WriteCtx,
  requestId: string,
  questionKey: string,
  name: string,
  file: KeptFile,
  author: Author,
): Promise<AnswerFile> => {
  const request = await lockRequest(ctx.db, ctx.actor.tenant, requestId)
  if (request === undefined) throw platformErrors.not_found()
  assertEditable(request)
  await assertRoom(ctx, request, questionKey)
  await attachFile(ctx, file.id, { type: MATTER_TYPE, id: request.id })
  const row: AnswerFile = {
    tenantId: request.tenantId,
    id: ctx.newId(),
    version: 1,
    requestId: request.id,
    questionKey,
    fileId: file.id,
    name,
    mediaType: file.mediaType,
    size: file.size,
    sha256: file.sha256,
    ...author,
    removedAt: null,
    createdAt: ctx.now,
    updatedAt: ctx.now,
  }
  await insertAnswerFile(ctx.db, row)
  await recount(ctx, request)
  ctx.record({
    stream: 'assessment',
    event: 'assessment.evidence_added',
    subject: { type: 'assessment', id: request.id },
    after: { questionKey, fileId: file.id, sha256: file.sha256, size: file.size },
  })
  return row
}

const recount = async (ctx: WriteCtx, request: Request): Promise<void> => {
  const set = await loadSet(ctx, request.questionSetId)
  const rows = await answersOf(ctx.db, request.tenantId, request.id)
  const { shown, answered, percent } = progressOf(
    set,
    ruleAnswers(rows, await filesOf(ctx.db, request.tenantId, request.id)),
  )
  await keepProgress(ctx.db, request, { shown, answered, percent }, ctx.now)
}

export const evidenceView = ({ id, name, size, mediaType }: AnswerFile) => ({ id, name, size, mediaType })

/** Refuses, with the reason, evidence that the own request does not take for the question from this reader now. */
export const assertTakesEvidence = async (ctx: ReadCtx, questionKey: string): Promise<void> => {
  const { grant, request } = await ownGrant(ctx)
  assertEditable(request)
  assertInSections(await loadSet(ctx, request.questionSetId), grant, questionKey)
  await assertRoom(ctx, request, questionKey)
}

const attachOwn = async (ctx: WriteCtx, questionKey: string, name: string, file: KeptFile): Promise<AnswerFile> => {
  const { grant, request } = await ownGrant(ctx)
  // A large file takes its time, in which the link may have been ended.
  if (grant.revokedAt !== null) throw platformErrors.unauthenticated()
  return attachEvidence(ctx, request.id, questionKey, name, file, { byGrant: grant.id, byMember: null })
}

/** Keeps evidence that arrived piece by piece; told of the same file again, after a crash, it changes nothing. */
export const keepUploaded = async (
  ctx: WriteCtx,
  upload: { questionKey: string; name: string; file: ReceivedFile },
): Promise<void> => {
  const { questionKey, name, file } = upload
  const { request } = await ownGrant(ctx)
  const kept = await filesOf(ctx.db, request.tenantId, request.id)
  if (kept.some(({ fileId }) => fileId === file.id)) return
  await noteFile(ctx, name, file)
  await attachOwn(ctx, questionKey, name, file)
}

/** Takes in evidence for a question: refused while it streams when it is too large or of another kind. */
export const addEvidence = async (
  engine: Engine,
  actor: Actor,
  upload: { questionKey: string; name: string; stream: Readable },
) => {
  const { questionKey, name, stream } = upload
  await reading(engine, actor, (ctx) => assertTakesEvidence(ctx, questionKey))
  const file = await receiveFile(engine, actor, stream, { name, limits: EVIDENCE_LIMITS })
  return evidenceView(await writing(engine, actor, (ctx) => attachOwn(ctx, questionKey, name, file)))
}

/** Takes evidence away from an answer while it may still be changed; that it had been there stays on record. */
export const removeEvidence = async (ctx: WriteCtx, id: string): Promise<void> => {
  const { grant, request } = await ownGrant(ctx)
  const file = (await filesOf(ctx.db, request.tenantId, request.id)).find((row) => row.id === id)
  if (file === undefined) throw platformErrors.not_found()
  const locked = await lockRequest(ctx.db, ctx.actor.tenant, request.id)
  assertEditable(locked ?? request)
  assertInSections(await loadSet(ctx, request.questionSetId), grant, file.questionKey)
  await removeAnswerFile(ctx.db, file, ctx.now)
  await recount(ctx, request)
  ctx.record({
    stream: 'assessment',
    event: 'assessment.evidence_removed',
    subject: { type: 'assessment', id: request.id },
    before: { questionKey: file.questionKey, fileId: file.fileId, sha256: file.sha256 },
  })
}

/** Opens one file of the own request; a colleague only those of the sections handed over. */
export const openOwnEvidence = async (ctx: ReadCtx, id: string) => {
  const { grant, request } = await ownGrant(ctx)
  const file = (await filesOf(ctx.db, request.tenantId, request.id)).find((row) => row.id === id)
  if (file === undefined) throw platformErrors.not_found()
  assertInSections(await loadSet(ctx, request.questionSetId), grant, file.questionKey)
  return openEvidence(ctx, request.id, id)
}

/** Opens one file of a request that the caller may see. */
export const openEvidence = async (ctx: ReadCtx, requestId: string, id: string) => {
  const file = (await filesOf(ctx.db, ctx.actor.tenant, requestId)).find((row) => row.id === id)
  if (file === undefined) throw platformErrors.not_found()
  const { stream } = await openFile(ctx, file.fileId, { type: MATTER_TYPE, id: requestId })
  return { name: file.name, mediaType: file.mediaType, body: stream }
}
