import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { foundInBrowser } from '../support/first-administrator.ts'
import { type JobLanguage, WORDS, type Words } from '../support/main-job-words.ts'
import { callAs } from '../support/own-page.ts'
import { expectSound, picture, type Visitor, visitor } from '../support/page.ts'
import { type Served, serveProduct } from '../support/served.ts'
import { startSmtpServer, type TestSmtpServer } from '../support/smtp.ts'

const ENGAGEMENT = {
  purpose: '基幹システムの運用',
  yearlyFee: 84_000_000,
  dataClasses: ['personal'],
  dataVolume: 'large',
  personalDataCount: 120_000,
  onPartnerSystems: true,
  connections: [
    {
      kind: 'vpn',
      asset: '基幹ネットワーク',
      direction: 'inbound',
      alwaysOn: true,
      controls: '証明書',
      access: 'admin',
    },
  ],
  answers: { 'stop-tolerance': 3, replaceability: 2, exposure: 2, industry: 1, 'incident-history': 0 },
}
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

let served: Served
let smtp: TestSmtpServer
let browser: Browser
let me: Visitor
const folder = mkdtempSync(join(tmpdir(), 'kizuna-journey-'))

beforeAll(async () => {
  smtp = await startSmtpServer()
  served = await serveProduct()
  browser = await launchBrowser()
  me = await visitor(browser)
})
afterAll(async () => {
  await browser?.close()
  await served?.stop()
  await smtp?.close()
})

/** The text of the newest mail to an address whose text matches; mails come by the clock's next tick. */
const mailTo = async (address: string, pattern: RegExp): Promise<string> => {
  const find = async () => {
    for (const mail of [...smtp.received].reverse()) {
      const parsed = await mail.parse()
      const to = Array.isArray(parsed.to) ? parsed.to : [parsed.to]
      if (to.some((one) => one?.text.includes(address)) && pattern.test(parsed.text ?? '')) return parsed.text ?? ''
    }
    return null
  }
  await expect.poll(find, { timeout: 60_000, interval: 200 }).not.toBeNull()
  return (await find()) ?? ''
}

const mailServer = (port: number) => ({
  host: '127.0.0.1',
  port,
  security: 'none',
  username: null,
  password: null,
  certificateAuthority: null,
  fromAddress: 'kizuna@torei.example',
  fromName: '東嶺電機 情報セキュリティ室',
  replyTo: null,
  ratePerMinute: 600,
})

const writeTo = async (page: Page, id: string, lang: JobLanguage): Promise<void> => {
  const { contacts } = await callAs(page, 'GET', `/partners/${id}/dossier`)
  for (const { id: contactId, version, name, department, role, email, phone, tz } of contacts) {
    const facts = { name, department, role, email, phone, tz, lang }
    await callAs(page, 'PUT', `/partners/${id}/contacts/${contactId}`, facts, version)
  }
}

const chooseDeadline = async (page: Page, say: Words): Promise<void> => {
  await page.locator('#deadline').click()
  await page.getByRole('button', { name: say.nextMonth }).click()
  const now = new Date()
  const next = new Date(now.getFullYear(), now.getMonth() + 1)
  await page.getByRole('button', { name: say.the18th(next.getFullYear(), next.getMonth() + 1), exact: true }).click()
}

const showIn = async (page: Page, language: JobLanguage): Promise<void> => {
  await callAs(page, 'PATCH', '/account', { locale: language })
  await page.reload()
  await page.locator(`html[lang=${language}]`).waitFor()
}

const idsOf = async (page: Page, say: Words): Promise<string[]> => {
  const { items } = await callAs(page, 'GET', `/partners?q=${say.code}`)
  return items.filter(({ code }: { code: string }) => code.startsWith(say.code)).map(({ id }: { id: string }) => id)
}

describe.each(['ja', 'en'] as const)('register, classify, ask, score, decide: %s', (language) => {
  const say = WORDS[language]
  const shot = (page: Page, name: string) => picture(page, `${name}-${language}`)

  it('takes the ledger in and names the row that is not good', async () => {
    const { page } = me
    if (language === 'ja') await foundInBrowser(page, `${served.url}/setup#${served.setupToken()}`, false)
    await showIn(page, language)
    const file = join(folder, say.file)
    writeFileSync(file, say.ledger)
    await page.goto(`${served.url}/imports/new`)
    await page.locator('input[type=file]').first().setInputFiles(file)
    await page.getByRole('button', { name: say.toRows }).click()
    await page.getByText(say.problem).first().waitFor()
    await shot(page, 'job-import')
    await expectSound(me, 'import')
    await page.getByRole('button', { name: say.importGood }).click()
    await page.getByText(say.imported).waitFor()
  })

  it('places the whole ledger by three questions and rates one engagement', async () => {
    const { page } = me
    await page.goto(`${served.url}/triage`)
    for (const name of say.names) {
      const groups = page.getByRole('group', { name: new RegExp(name) })
      await groups.first().waitFor()
      for (const group of await groups.all()) await group.getByText(say.no, { exact: true }).click()
    }
    await expect.poll(async () => (await callAs(page, 'GET', '/dashboard')).provisional, { timeout: 10_000 }).toBe(3)
    const { items } = await callAs(page, 'GET', '/partners?q=%E5%8C%97%E6%B5%A6')
    if (language === 'ja') await callAs(page, 'POST', `/partners/${items[0].id}/engagements`, ENGAGEMENT)
    await page.goto(`${served.url}/partners/${items[0].id}`)
    await page.getByText(say.reasons).first().waitFor()
    await shot(page, 'job-partner')
    await expectSound(me, 'partner')
    const rating = await callAs(page, 'GET', `/partners/${items[0].id}`)
    expect(rating.level).toMatchObject({ provisional: false, impact: 2 })
  })

  it('sends through a mail server', async () => {
    const { page } = me
    if (language === 'ja') await callAs(page, 'PUT', '/settings/mail', mailServer(smtp.port), 0)
    const ids = await idsOf(page, say)
    for (const id of ids) await writeTo(page, id, language)
    await page.goto(`${served.url}/assessments/new?partners=${ids.join(',')}`)
    await page.locator('#necessity').fill(say.necessity)
    await page.locator('#scope').fill(say.scope)
    await page.locator('#method').fill(say.method)
    await chooseDeadline(page, say)
    await shot(page, 'job-send')
    await page.getByRole('button', { name: say.draft }).click()
    await page.getByRole('button', { name: say.send }).first().click()
    await page.getByRole('dialog').getByRole('button', { name: say.send }).click()
    await page.getByText(say.sent).waitFor()
    await mailTo(say.answerer.address, /portal#/)
    expect(smtp.received.length).toBeGreaterThanOrEqual(1)
  })

  it('lets the partner answer on a phone, with evidence, without an account', async () => {
    const partner = await visitor(browser, { phone: true, locale: say.browser })
    const { page } = partner
    const link = /https?:\/\/\S*portal#\S+/.exec(await mailTo(say.answerer.address, /portal#/))?.[0] ?? ''
    await page.goto(link)
    await page.getByRole('button', { name: say.open }).click()
    const code = page.getByLabel(say.codeField)
    await code.waitFor()
    await code.fill(/\b(\d{6})\b/.exec(await mailTo(say.answerer.address, /\b\d{6}\b/))?.[1] ?? '')
    await page.getByRole('button', { name: say.codeDone }).click()
    await page
      .getByRole('link', { name: say.start })
      .or(page.getByRole('button', { name: say.start }))
      .click()
    await page.getByRole('radio').first().waitFor()
    await shot(page, 'job-portal')
    await expectSound(partner, 'portal')
    for (let at = 0; at < 60; at += 1) {
      const choice = page.getByRole('radio', { name: at % 5 === 4 ? say.partly : say.done }).first()
      await choice.check()
      if (at % 5 === 4) await page.locator('textarea').first().fill(say.comment)
      if (at === 0) {
        await page
          .locator('input[type=file]')
          .first()
          .setInputFiles({ name: '設定画面.png', mimeType: 'image/png', buffer: PICTURE })
        await page.getByRole('button', { name: say.takeOff }).waitFor()
      }
      const next = page.getByRole('button', { name: say.next }).or(page.getByRole('link', { name: say.next }))
      if ((await next.count()) === 0) break
      const before = page.url()
      await next.first().click()
      await expect.poll(() => page.url()).not.toBe(before)
    }
    await page
      .getByRole('link', { name: say.overview })
      .or(page.getByRole('button', { name: say.overview }))
      .first()
      .click()
    await page.getByText(say.complete).waitFor()
    await shot(page, 'job-overview')
    await expectSound(partner, 'portal overview')
    await page.getByRole('button', { name: say.submit }).click()
    await page.getByText(say.thanks).waitFor()
    await partner.context.close()
  })

  it('confirms the answers and shows score, level and next step', async () => {
    const { page } = me
    await page.goto(`${served.url}/assessments?view=review`)
    await page.getByRole('link', { name: say.answerer.name }).first().click()
    await page.getByRole('button', { name: say.accept }).waitFor()
    await shot(page, 'job-review')
    await expectSound(me, 'review')
    const confirm = page.getByRole('button', { name: say.confirm, exact: true })
    const decided = async () => Number(say.decided.exec((await page.locator('main').textContent()) ?? '')?.[1] ?? 0)
    const { length } = (await callAs(page, 'GET', `/assessments/${page.url().split('/').at(-1)}`)).items
    for (let done = await decided(); done < length; done += 1) {
      await page.keyboard.press('a')
      await expect.poll(decided, { timeout: 10_000 }).toBe(done + 1)
      const onwards = page.getByRole('button', { name: say.goOn })
      if (await onwards.isVisible()) await onwards.click()
    }
    await confirm.click()
    await page.getByRole('dialog').getByRole('button', { name: say.confirm, exact: true }).click()
    await page.getByText(say.confirmed).first().waitFor()
    await shot(page, 'job-confirmed')
    const states = async () => (await callAs(page, 'GET', '/dashboard')).states
    await expect.poll(states, { timeout: 20_000 }).toEqual(
      expect.arrayContaining([
        { key: 'confirmed', count: language === 'ja' ? 1 : 2 },
        { key: 'open', count: 2 },
      ]),
    )
    await page.goto(`${served.url}/today`)
    await page.getByText(say.today).first().waitFor()
    await shot(page, 'job-today')
    await expectSound(me, 'today')
    await mailTo(say.answerer.address, say.result)
  })
})
