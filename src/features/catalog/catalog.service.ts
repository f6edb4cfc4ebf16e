import { stringify } from 'yaml'
import type { z } from 'zod'
import { rightsHeld } from '../../domain/access/access.ts'
import { authorize, type ReadCtx, type WriteCtx } from '../../platform/context.ts'
import { platformErrors } from '../../platform/errors.ts'
import type { DraftBody, ImportBody } from './catalog.contract.ts'
import { catalogErrors } from './catalog.errors.ts'
import { catalogRights } from './catalog.policy.ts'
import { inForce, listVersions, type VersionHead } from './catalog.queries.ts'
import {
  type CatalogVersion,
  getDraft,
  getVersion,
  insertVersion,
  lastNo,
  publishDraft,
  rewriteDraft,
} from './catalog.store.ts'
import type { ParsedDocument } from './document.contract.ts'
import {
  type CatalogDocument,
  type CatalogKind,
  CatalogKindField,
  parseCatalogDocument,
} from './document-kind.contract.ts'
import { readYaml } from './document-text.service.ts'
import { parseLevelPolicy } from './levels.contract.ts'
import { problemWords } from './problem-words.service.ts'
import { readPolicyIfAny } from './read-policy.service.ts'
import { contentHash, sourceOf } from './shipped.service.ts'

type DocumentName = { kind: CatalogKind; key: string }
type VersionName = DocumentName & { no: number }

const heldBy = (ctx: ReadCtx) => rightsHeld(catalogRights, ctx.actor.grants)

const viewOf = (version: VersionHead, current: Map<string, VersionHead>) => {
  const { contentHash, shippedNo, kind, ...head } = version
  return {
    ...head,
    kind: CatalogKindField.parse(kind),
    inForce: current.get(`${kind}/${version.key}`)?.id === version.id,
  }
}

/** Lists each document of the catalogue by the version that applies today. */
export const browseCatalog = async (ctx: ReadCtx) => {
  authorize(ctx, catalogRights.read)
  const versions = await listVersions(ctx.db, ctx.actor.tenant)
  const current = inForce(versions, ctx.today)
  const draftOf = (head: VersionHead) =>
    versions.find((other) => other.status === 'draft' && other.kind === head.kind && other.key === head.key)?.no ?? null
  const names = new Set(versions.map((version) => `${version.kind}/${version.key}`))
  const shown = [...names].flatMap(
    (name) => current.get(name) ?? versions.find((one) => `${one.kind}/${one.key}` === name) ?? [],
  )
  return { items: shown.map((head) => ({ ...viewOf(head, current), draftNo: draftOf(head) })), can: heldBy(ctx) }
}

/** Lists the industries of the policy in force, none before one is published. */
export const browseIndustries = async (ctx: ReadCtx) => {
  authorize(ctx, catalogRights.read)
  const { locale } = ctx.actor
  const listed = (await readPolicyIfAny(ctx))?.industries.industries ?? []
  return {
    items: listed.map(({ key, name, synonyms }) => ({
      key,
      name: name[locale],
      alsoCalled: [name[locale === 'ja' ? 'en' : 'ja'], ...synonyms],
    })),
  }
}

/** Lists the versions of one document, newest first. */
export const browseVersions = async (ctx: ReadCtx, document: DocumentName) => {
  authorize(ctx, catalogRights.read)
  const versions = await listVersions(ctx.db, ctx.actor.tenant, document)
  if (versions.length === 0) throw platformErrors.not_found()
  const current = inForce(versions, ctx.today)
  return { items: versions.map((version) => viewOf(version, current)), can: heldBy(ctx) }
}

const find = async (ctx: ReadCtx, { kind, key, no }: VersionName): Promise<CatalogVersion> => {
  const found = await getVersion(ctx.db, ctx.actor.tenant, kind, key, no)
  if (found === undefined) throw platformErrors.not_found()
  return found
}

/** Shows one version with its content. */
export const showVersion = async (ctx: ReadCtx, name: VersionName) => {
  const { items, can } = await browseVersions(ctx, name)
  const head = items.find((item) => item.no === name.no)
  const { content } = await find(ctx, name)
  if (head === undefined) throw platformErrors.not_found()
  return { ...head, content, can }
}

/** Writes one version as YAML, in the order of its kind's shape, so that it can be edited, exchanged and read back. */
export const exportVersion = async (ctx: ReadCtx, name: VersionName): Promise<{ name: string; text: string }> => {
  authorize(ctx, catalogRights.read)
  const { content } = await find(ctx, name)
  const parsed = parseCatalogDocument(name.kind, content)
  const text = stringify(parsed.ok ? parsed.document : content, { lineWidth: 0 })
  return { name: `${name.key}-v${name.no}.yaml`, text }
}

const orRefuse = <T>(parsed: ParsedDocument<T>): T => {
  if (parsed.ok) return parsed.document
  const fields = parsed.problems
    .slice(0, 50)
    .map(({ path, message }) => ({ field: path, code: 'catalog.shape', message }))
  throw platformErrors.invalid({}, fields)
}

/** What is there to be edited: the open draft, and the version in force that a first draft starts from. */
const editable = async (ctx: WriteCtx, { kind, key }: DocumentName) => {
  const versions = await listVersions(ctx.db, ctx.actor.tenant, { kind, key })
  const current = inForce(versions, ctx.today).get(`${kind}/${key}`)
  return { draft: await getDraft(ctx.db, ctx.actor.tenant, kind, key), current }
}

type Editable = Awaited<ReturnType<typeof editable>>

const saveDraft = async (
  ctx: WriteCtx,
  { kind, key }: DocumentName,
  { draft: before, current }: Editable,
  document: CatalogDocument,
) => {
  const tenantId = ctx.actor.tenant
  const basedOn = current?.id ?? null
  const no = before?.no ?? (await lastNo(ctx.db, tenantId, kind, key)) + 1
  const content = { ...document, version: no }
  const draft = { content, contentHash: contentHash(content), source: sourceOf(content), basedOn }
  const id = before?.id ?? ctx.newId()
  if (before !== undefined) {
    if (!(await rewriteDraft(ctx.db, before, draft, ctx.now)))
      throw platformErrors.changed_meanwhile({ version: before.version + 1 })
  } else {
    const own = {
      origin: 'own',
      status: 'draft',
      effectiveFrom: ctx.today,
      createdAt: ctx.now,
      updatedAt: ctx.now,
    } as const
    await insertVersion(ctx.db, { ...own, ...draft, tenantId, id, kind, key, no })
  }
  ctx.record({
    stream: 'catalog',
    event: 'catalog.drafted',
    subject: { type: 'catalog_version', id },
    after: { kind, key, no, contentHash: draft.contentHash },
  })
  return showVersion(ctx, { kind, key, no })
}

/** Reads a policy of levels that someone is working on, or refuses it place by place. */
export const parsePolicy = (ctx: ReadCtx, content: unknown) =>
  orRefuse(parseLevelPolicy(content, problemWords(ctx.actor.locale)))

/** Saves the one draft of a document from the version its editor saw, after checking its whole content; nothing applies until it is published. */
export const draftVersion = async (
  ctx: WriteCtx,
  name: DocumentName,
  version: number,
  { from, content }: z.output<typeof DraftBody>,
) => {
  authorize(ctx, catalogRights.edit)
  const document = orRefuse(parseCatalogDocument(name.kind, content, problemWords(ctx.actor.locale)))
  if (document.key !== name.key) throw catalogErrors.wrong_key({ found: document.key, expected: name.key })
  const there = await editable(ctx, name)
  const latest = there.draft ?? there.current
  if (from !== (latest?.no ?? null) || version !== (latest?.version ?? 0))
    throw platformErrors.changed_meanwhile({ version: latest?.version ?? 0 })
  return saveDraft(ctx, name, there, document)
}

/** Takes a YAML document in as a draft, in place of an open one only when that is named; problems name the line and the place. */
export const importVersion = async (ctx: WriteCtx, { kind, yaml, draftVersion }: z.output<typeof ImportBody>) => {
  authorize(ctx, catalogRights.edit)
  const { document, problems } = readYaml(kind, yaml, ctx.actor.locale)
  if (document === null) throw platformErrors.invalid({}, problems)
  const there = await editable(ctx, { kind, key: document.key })
  const open = there.draft?.version ?? null
  if (open !== null && draftVersion === null) throw catalogErrors.draft_open({ version: open })
  if (open !== draftVersion) throw platformErrors.changed_meanwhile({ version: open ?? 0 })
  return saveDraft(ctx, { kind, key: document.key }, there, document)
}

/** Publishes a draft: it applies from today, replaces the version in force and never changes again. */
export const publishVersion = async (ctx: WriteCtx, name: VersionName, version: number) => {
  authorize(ctx, catalogRights.publish)
  const draft = await find(ctx, name)
  if (draft.status !== 'draft') throw catalogErrors.not_a_draft({ no: name.no })
  if (draft.version !== version) throw platformErrors.changed_meanwhile({ version: draft.version })
  const effectiveFrom = ctx.today
  const versions = await listVersions(ctx.db, ctx.actor.tenant, name)
  const before = inForce(versions, effectiveFrom).get(`${name.kind}/${name.key}`)
  const content = { ...draft.content, effectiveFrom }
  if (before !== undefined && (await sameRules(ctx, name, before.no, content))) throw catalogErrors.nothing_changed()
  const hash = contentHash(content)
  const done = await publishDraft(
    ctx.db,
    draft,
    { version, effectiveFrom, by: ctx.actor.memberId, content },
    hash,
    ctx.now,
  )
  if (!done) throw platformErrors.changed_meanwhile({ version: version + 1 })
  ctx.record({
    stream: 'catalog',
    event: 'catalog.published',
    subject: { type: 'catalog_version', id: draft.id },
    before: { versionId: before?.id ?? null, no: before?.no ?? null },
    after: { kind: name.kind, key: name.key, no: name.no, contentHash: hash },
  })
  ctx.emit('catalog.published', { versionId: draft.id })
  return showVersion(ctx, name)
}

const rulesOf = ({ version, effectiveFrom, ...rules }: Record<string, unknown>): string => contentHash(rules)

const sameRules = async (ctx: ReadCtx, name: VersionName, no: number, content: Record<string, unknown>) => {
  const before = await find(ctx, { ...name, no })
  return rulesOf(before.content) === rulesOf(content)
}
