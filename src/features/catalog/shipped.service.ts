import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { parse } from 'yaml'
import type { PlainDate } from '../../domain/time.ts'
import type { WriteCtx } from '../../platform/context.ts'
import { canonical } from '../../platform/ledger/chain.ts'
import { listNumbers } from './catalog.queries.ts'
import { insertVersion } from './catalog.store.ts'
import {
  CATALOG_KINDS,
  type CatalogDocument,
  type CatalogKind,
  parseCatalogDocument,
} from './document-kind.contract.ts'

export type ShippedDocument = { kind: CatalogKind; document: CatalogDocument; contentHash: string; source: string }

const FOLDER = join(import.meta.dirname, '../../../catalog')

/** SHA-256 over the one canonical text of a document, so that equal contents have equal hashes. */
export const contentHash = (content: unknown): string => createHash('sha256').update(canonical(content)).digest('hex')

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Origin of a document in words, as its head names it. */
export const sourceOf = (document: Record<string, unknown>): string => {
  const { source } = document
  if (typeof source !== 'object' || source === null || !('text' in source)) return ''
  const { text } = source
  return typeof text === 'object' && text !== null && 'ja' in text ? textOf(text.ja) : ''
}

const kindOf = (path: string): CatalogKind | undefined =>
  CATALOG_KINDS.find((kind) => path === `${kind}.yaml` || path.startsWith(`${kind}/`))

type ShippedFile = { path: string; kind: CatalogKind; text: string }

const filesIn = (folder: string): ShippedFile[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) => {
    const path = relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/')
    const kind = entry.isFile() && path.endsWith('.yaml') ? kindOf(path) : undefined
    return kind === undefined ? [] : [{ path, kind, text: readFileSync(join(folder, path), 'utf8') }]
  })

const read = ({ path, kind, text }: ShippedFile): ShippedDocument => {
  const parsed = parseCatalogDocument(kind, parse(text))
  if (!parsed.ok) throw new Error(`catalog/${path} ${parsed.problems[0]?.path}: ${parsed.problems[0]?.message}`)
  const { document } = parsed
  return { kind, document, contentHash: contentHash(document), source: sourceOf(document) }
}

type DocumentNumber = { kind: string; key: string; version: number }

const numberOf = ({ kind, text }: ShippedFile): DocumentNumber | undefined => {
  const key = /^key: ([\w-]+)$/m.exec(text)?.[1]
  const version = /^version: (\d+)$/m.exec(text)?.[1]
  return key === undefined || version === undefined ? undefined : { kind, key, version: Number(version) }
}

/** Documents delivered together: which numbers they carry is known at once, all of them are read and checked when asked for. */
export type ShippedCatalogue = {
  /** undefined when a number cannot be told without reading the whole document. */
  numbers: () => readonly (DocumentNumber | undefined)[]
  documents: () => readonly ShippedDocument[]
}

/** The catalogue delivered in a folder; what was asked of it once is remembered. */
export const catalogueIn = (folder: string): ShippedCatalogue => {
  let [numbers, documents]: [(DocumentNumber | undefined)[]?, ShippedDocument[]?] = []
  return {
    numbers: () => {
      numbers ??= filesIn(folder).map(numberOf)
      return numbers
    },
    documents: () => {
      documents ??= filesIn(folder).map(read)
      return documents
    },
  }
}

const product = catalogueIn(FOLDER)

/** The documents delivered with the product, read and checked once per process. */
export const shippedDocuments = (): readonly ShippedDocument[] => product.documents()

/**
 * Gives the organisation its own copy of each delivered document it does not have yet. Safe to repeat:
 * at founding it copies everything, after an upgrade only what is new; versions written here stay in force.
 */
export const adoptShippedCatalogue = async (
  ctx: WriteCtx,
  shipped: ShippedCatalogue = product,
): Promise<{ adopted: number }> => {
  const tenantId = ctx.actor.tenant
  const { today } = ctx
  const known = await listNumbers(ctx.db, tenantId)
  const of = (kind: string, key: string) => known.filter((version) => version.kind === kind && version.key === key)
  const has = ({ kind, key, version }: DocumentNumber) => of(kind, key).some(({ shippedNo }) => shippedNo === version)
  // Reading and checking all documents takes longer than the rest of a start: only for what is new.
  if (shipped.numbers().every((number) => number !== undefined && has(number))) return { adopted: 0 }
  let adopted = 0
  for (const { kind, document, contentHash, source } of shipped.documents()) {
    if (has({ kind, key: document.key, version: document.version })) continue
    const own = of(kind, document.key)
    const id = ctx.newId()
    const no = Math.max(0, ...own.map((version) => version.no)) + 1
    const later = own.length > 0 && document.effectiveFrom > today
    const effectiveFrom = later ? (document.effectiveFrom as PlainDate) : today
    await insertVersion(ctx.db, {
      tenantId,
      id,
      kind,
      key: document.key,
      no,
      status: 'published',
      effectiveFrom,
      content: document,
      contentHash,
      origin: 'shipped',
      shippedNo: document.version,
      basedOn: null,
      source,
      createdAt: ctx.now,
      updatedAt: ctx.now,
    })
    ctx.record({
      stream: 'catalog',
      event: 'catalog.adopted',
      subject: { type: 'catalog_version', id },
      after: { kind, key: document.key, no, shippedNo: document.version, contentHash },
    })
    adopted += 1
  }
  return { adopted }
}
