import { beforeAll, expect, it } from 'vitest'
import { type Person, startApp, type TestApp } from '../../../test/support/app.ts'
import { saveDraft } from '../../../test/support/catalog-draft.ts'
import { newId } from '../../platform/ids.ts'
import { writing } from '../../platform/work.ts'
import { queueNotice } from './notice.service.ts'
import { aMatter, codeValues } from './sending.fixture.ts'

const PATH = '/catalog/templates/one-time-code'
let app: TestApp
beforeAll(async () => {
  app = await startApp()
})

const contentOf = async (no: number) => (await app.admin.send('GET', `${PATH}/versions/${no}`)).body.content
const publish = async (content: unknown) => {
  const draft = (await saveDraft(app.admin, PATH, content)).body
  return app.admin.send('POST', `${PATH}/versions/${draft.no}/publish`, undefined, {
    'if-match': String(draft.version),
  })
}
const queued = async (person: Person) => {
  const recipient = { type: 'contact', id: newId(), partnerId: null, address: 'a@b.example', lang: 'ja' }
  const { noticeId } = await writing(app.engine, person.actor, (ctx) =>
    queueNotice(ctx, {
      kind: 'one-time-code',
      matter: aMatter(),
      template: 'one-time-code',
      recipients: [{ ...recipient, variables: codeValues() }],
      dedupeKey: newId(),
    }),
  )
  return noticeId
}
const kept = (noticeId: string) =>
  app.database.asAdmin(async (client) => {
    const { rows } = await client.query(
      'SELECT m.subject, n.template, n.template_version AS version FROM notices n JOIN messages m ON m.notice_id = n.id WHERE n.id = $1',
      [noticeId],
    )
    return rows[0]
  })

it('writes mails with the organisation’s own version from the moment it is published, and keeps which one it was', async () => {
  const before = await queued(app.admin)
  const delivered = await contentOf(1)
  const own = {
    ...delivered,
    texts: { ...delivered.texts, ja: { ...delivered.texts.ja, subject: '当社からの確認番号' } },
  }
  const draft = (await saveDraft(app.admin, PATH, own)).body
  expect((await kept(await queued(app.admin))).version).toBe(1)
  const done = await app.admin.send('POST', `${PATH}/versions/${draft.no}/publish`, undefined, {
    'if-match': String(draft.version),
  })
  expect(done.status).toBe(200)
  const after = await queued(app.admin)
  expect(await kept(after)).toEqual({ subject: '当社からの確認番号', template: 'one-time-code', version: 2 })
  expect(await kept(before)).toMatchObject({
    subject: delivered.texts.ja.subject.replace('{{buyerName}}', '東嶺電機'),
    version: 1,
  })
  expect(await kept(await queued(await app.stranger()))).toMatchObject({ version: 1 })
})

it('refuses an own version whose reader could not go on', async () => {
  const content = await contentOf(1)
  const body = 'この度はお世話になっております。番号は別にお知らせします。どうぞよろしくお願いいたします。'
  const answer = await publish({ ...content, texts: { ...content.texts, ja: { ...content.texts.ja, body } } })
  expect(answer.status).not.toBe(200)
  const refused = await saveDraft(app.admin, PATH, {
    ...content,
    texts: { ...content.texts, ja: { ...content.texts.ja, body } },
  })
  expect([refused.status, JSON.stringify(refused.body)]).toEqual([422, expect.stringContaining('{{code}}')])
})
