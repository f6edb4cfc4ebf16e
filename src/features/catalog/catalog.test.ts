import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { parse } from 'yaml'
import { startApp, type TestApp } from '../../../test/support/app.ts'
import { saveDraft } from '../../../test/support/catalog-draft.ts'
import { writing } from '../../platform/work.ts'
import { adoptShippedCatalogue, catalogueIn, type ShippedCatalogue, shippedDocuments } from './shipped.service.ts'

let app: TestApp
const PATH = '/catalog/levels/kizuna-standard'
beforeAll(async () => {
  app = await startApp()
  await writing(app.engine, app.admin.actor, (ctx) => adoptShippedCatalogue(ctx))
})

/** The delivered files as they come with an upgrade. */
const upgraded = (change: (text: string) => string): string => {
  const folder = mkdtempSync(join(tmpdir(), 'kizuna-catalog-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  cpSync(join(import.meta.dirname, '../../../catalog'), folder, { recursive: true })
  const path = join(folder, 'levels/kizuna-standard.yaml')
  writeFileSync(path, change(readFileSync(path, 'utf8')))
  return folder
}

const adopt = (shipped: ShippedCatalogue) =>
  writing(app.engine, app.admin.actor, (ctx) => adoptShippedCatalogue(ctx, shipped))

const version = async (no: number) => (await app.admin.send('GET', `${PATH}/versions/${no}`)).body
const yaml = async (no: number): Promise<string> =>
  (await app.admin.send('GET', `${PATH}/versions/${no}/yaml`)).raw.toString('utf8')
const publish = (no: number, ifMatch: number) =>
  app.admin.send('POST', `${PATH}/versions/${no}/publish`, undefined, { 'if-match': String(ifMatch) })

describe('the shipped catalogue', () => {
  it('is copied once, whole, and applies at once', async () => {
    expect((await writing(app.engine, app.admin.actor, (ctx) => adoptShippedCatalogue(ctx))).adopted).toBe(0)
    const { items } = (await app.admin.send('GET', '/catalog')).body
    expect(items).toHaveLength(shippedDocuments().length)
    expect(items.every((item: { inForce: boolean; origin: string }) => item.inForce && item.origin === 'shipped')).toBe(
      true,
    )
  })

  it('is not read again while nothing is new, whichever way its number is written', async () => {
    const shipped = catalogueIn(upgraded((text) => text))
    const unread = () => {
      throw new Error('the documents were read')
    }
    expect(await adopt({ ...shipped, documents: unread })).toEqual({ adopted: 0 })
    const numbers = shipped.documents().map(({ kind, document: { key, version } }) => ({ kind, key, version }))
    expect(shipped.numbers()).toEqual(numbers)
    const unclear = catalogueIn(upgraded((text) => text.replace('version: 1\n', 'version: 7 # of the year\n')))
    await expect(adopt({ ...unclear, documents: unread })).rejects.toThrow('the documents were read')
  })

  it("is each organisation's own copy: a draft of one is nothing to the other", async () => {
    const stranger = await app.stranger()
    const ids = async (person: typeof stranger) =>
      (await person.send('GET', '/catalog')).body.items.map((item: { id: string }) => item.id)
    const [ours, theirs] = [await ids(app.admin), await ids(stranger)]
    expect(theirs).toHaveLength(ours.length)
    expect(theirs.filter((id: string) => ours.includes(id))).toEqual([])
    expect((await stranger.send('GET', `${PATH}/versions/99`)).status).toBe(404)
  })
})

describe('the industries a partner can work in', () => {
  it('are named in the language of the reader and found by the names of files and of the other language', async () => {
    const find = async () =>
      (await app.admin.send('GET', '/industries')).body.items.find((one: { key: string }) => one.key === 'construction')
    expect(await find()).toMatchObject({ name: '建設', alsoCalled: ['Construction', '建設業', '工事'] })
    await app.admin.send('PATCH', '/account', { locale: 'en' })
    expect(await find()).toMatchObject({ name: 'Construction', alsoCalled: ['建設', '建設業', '工事'] })
    await app.admin.send('PATCH', '/account', { locale: 'ja' })
  })
})

describe('YAML of a document', () => {
  it('comes back as the same content', async () => {
    expect(parse(await yaml(1))).toEqual((await version(1)).content)
  })

  it('is refused with the line and the place of each problem', async () => {
    const text = (await yaml(1)).replace('band: mid', 'band: middle')
    const line = text.split('\n').findIndex((row) => row.includes('band: middle')) + 1
    const answer = await app.admin.send('POST', '/catalog/import', { kind: 'levels', yaml: text })
    expect(answer.status).toBe(422)
    expect(answer.body.errors[0].field).toBe('impact.bounds[1].band')
    expect(answer.body.errors[0].message).toMatch(new RegExp(`^${line}行目：`))
    const broken = await app.admin.send('POST', '/catalog/import', { kind: 'levels', yaml: 'key: [a\nversion: 1' })
    expect(broken.body.errors[0].message).toMatch(/^\d行目：/)
  })
})

describe('a new version', () => {
  it('is not saved over what someone else saved or published meanwhile', async () => {
    const path = '/catalog/templates/thank-you'
    const head = async () => (await app.admin.send('GET', `${path}/versions`)).body.items[0]
    const first = await head()
    const { content } = (await app.admin.send('GET', `${path}/versions/${first.no}`)).body
    const worded = (title: string) => ({ ...content, title: { ja: title, en: title } })
    const save = (from: { no: number; version: number } | null, title: string) =>
      app.admin.send(
        'POST',
        `${path}/draft`,
        { from: from?.no ?? null, content: worded(title) },
        { 'if-match': String(from?.version ?? 0) },
      )
    expect((await app.admin.send('POST', `${path}/draft`, { from: first.no, content })).body.code).toBe(
      'request.version_needed',
    )
    const one = await save(first, '一人目の文面')
    expect([one.status, one.body.no, one.body.version]).toEqual([201, 2, 1])
    for (const from of [first, null]) {
      const other = await save(from, '二人目の文面')
      expect([other.status, other.body.code]).toEqual([409, 'request.changed_meanwhile'])
    }
    const two = await save(one.body, '一人目の直し')
    expect((await save(one.body, '二人目の直し')).body.code).toBe('request.changed_meanwhile')
    const yaml = (await app.admin.send('GET', `${path}/versions/2/yaml`)).raw.toString('utf8')
    const take = (draftVersion?: number) =>
      app.admin.send('POST', '/catalog/import', { kind: 'templates', yaml, draftVersion })
    expect((await take()).body.code).toBe('catalog.draft_open')
    expect((await take(1)).body.code).toBe('request.changed_meanwhile')
    expect((await head()).title.ja).toBe('一人目の直し')
    const taken = await take(two.body.version)
    expect([taken.status, taken.body.version]).toEqual([201, 3])
    await app.admin.send('POST', `${path}/versions/2/publish`, undefined, { 'if-match': '3' })
    expect((await save(first, '前の版から')).body.code).toBe('request.changed_meanwhile')
    expect((await save(await head(), '新しい版から')).body).toMatchObject({ no: 3, version: 1 })
  })

  it('is drafted, published, in force, and never changes again, not even in SQL', async () => {
    const changed = (await yaml(1)).replace('largeAboveEmployees: 300', 'largeAboveEmployees: 500')
    const draft = await app.admin.send('POST', '/catalog/import', { kind: 'levels', yaml: changed })
    expect([draft.status, draft.body.no, draft.body.status, draft.body.inForce]).toEqual([201, 2, 'draft', false])
    const again = await saveDraft(app.admin, PATH, draft.body.content)
    expect([again.body.no, again.body.version]).toEqual([2, 2])
    expect((await publish(2, 1)).body.code).toBe('request.changed_meanwhile')
    const done = await publish(2, 2)
    expect([done.status, done.body.status, done.body.inForce, done.body.origin]).toEqual([
      200,
      'published',
      true,
      'own',
    ])
    expect((await version(1)).inForce).toBe(false)
    expect((await publish(2, 3)).body.code).toBe('catalog.not_a_draft')
    for (const change of [
      `UPDATE catalog_versions SET content = jsonb_set(content, '{overseasCap}', '2') WHERE id = '${done.body.id}'`,
      `UPDATE catalog_versions SET status = 'draft' WHERE id = '${done.body.id}'`,
      `UPDATE catalog_versions SET effective_from = '2020-01-01' WHERE id = '${done.body.id}'`,
      `DELETE FROM catalog_versions WHERE id = '${done.body.id}'`,
    ])
      await expect(
        app.database.asAdmin((client) => client.query(change)),
        change,
      ).rejects.toThrow(/published catalogue version/)
  })

  it('stays in force when the product ships a later one', async () => {
    const later = catalogueIn(
      upgraded((text) => text.replace('key: kizuna-standard\nversion: 1\n', 'key: kizuna-standard\nversion: 9\n')),
    )
    const before = (await app.admin.send('GET', `${PATH}/versions`)).body.items.find(
      (item: { inForce: boolean }) => item.inForce,
    )
    expect((await adopt(later)).adopted).toBe(1)
    const { items } = (await app.admin.send('GET', `${PATH}/versions`)).body
    expect(items.find((item: { inForce: boolean }) => item.inForce).id).toBe(before.id)
    expect(items[0]).toMatchObject({ origin: 'shipped', inForce: false })
  })

  it('is refused when nothing differs, when the key does, and to those without the right', async () => {
    const { content, no } = (await app.admin.send('GET', `${PATH}/versions/2`)).body
    const draft = await saveDraft(app.admin, PATH, content)
    expect((await publish(draft.body.no, draft.body.version)).body.code).toBe('catalog.nothing_changed')
    expect(no).toBe(2)
    const wrong = await saveDraft(app.admin, PATH, { ...content, key: 'other' })
    expect(wrong.body.code).toBe('catalog.wrong_key')
    const auditor = await app.person('auditor')
    expect((await saveDraft(auditor, PATH, content)).status).toBe(403)
    expect(
      (await auditor.send('POST', `${PATH}/versions/${draft.body.no}/publish`, undefined, { 'if-match': '1' })).status,
    ).toBe(403)
  })
})
