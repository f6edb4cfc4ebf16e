import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { foundInBrowser } from '../support/first-administrator.ts'
import { callAs } from '../support/own-page.ts'
import { expectSound, picture, type Visitor, visitor } from '../support/page.ts'
import { type Served, serveProduct } from '../support/served.ts'
import { startSmtpServer, type TestSmtpServer } from '../support/smtp.ts'

const LEDGER = `取引先コード,取引先名,フリガナ,住所,従業員数,担当者,メール
K-1,北浦データサービス株式会社,キタウラデータサービス,東京都千代田区,640,安西 恵,anzai@kitaura.example
K-2,㈱高﨑プレス工業,タカサキプレスコウギョウ,群馬県高崎市,48,田所 実,tadokoro@takasaki.example
K-3,有限会社相生精密,アイオイセイミツ,兵庫県相生市,18,川口 晶,kawaguchi@aioi.example
K-4,,ナマエナシ,大阪市,5,,
`
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

let served: Served
let smtp: TestSmtpServer
let browser: Browser
let me: Visitor
let partner: Visitor
const folder = mkdtempSync(join(tmpdir(), 'kizuna-journey-'))

beforeAll(async () => {
  smtp = await startSmtpServer()
  served = await serveProduct()
  browser = await launchBrowser()
  me = await visitor(browser)
  partner = await visitor(browser, { phone: true })
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

const chooseDeadline = async (page: Page): Promise<void> => {
  await page.locator('#deadline').click()
  await page.getByRole('button', { name: '次の月' }).click()
  await page.locator('table button:not([data-outside])', { hasText: /^18$/ }).click()
}

describe('register, classify, ask, score, decide', () => {
  it('takes the ledger in and names the row that is not good', async () => {
    const { page } = me
    await foundInBrowser(page, `${served.url}/setup#${served.setupToken()}`, false)
    const file = join(folder, '取引先台帳.csv')
    writeFileSync(file, LEDGER)
    await page.goto(`${served.url}/imports/new`)
    await page.locator('input[type=file]').first().setInputFiles(file)
    await page.getByRole('button', { name: /この割り当てで内容を見る|内容の確認へ/ }).click()
    await page.getByText('5行目『取引先名』：取引先名が空です。').waitFor()
    await picture(page, 'job-import')
    await expectSound(me, 'import')
    await page.getByRole('button', { name: 'よい行だけ取り込む' }).click()
    await page.getByText('4行のうち3行を取り込みました').waitFor()
  })

  it('places the whole ledger by three questions and rates one engagement', async () => {
    const { page } = me
    await page.goto(`${served.url}/triage`)
    for (const name of ['有限会社相生精密', '㈱高﨑プレス工業', '北浦データサービス株式会社']) {
      const groups = page.getByRole('group', { name: new RegExp(name) })
      await groups.first().waitFor()
      for (const group of await groups.all()) await group.getByText('いいえ', { exact: true }).click()
    }
    await expect.poll(async () => (await callAs(page, 'GET', '/dashboard')).provisional, { timeout: 10_000 }).toBe(3)
    const { items } = await callAs(page, 'GET', '/partners?q=%E5%8C%97%E6%B5%A6')
    await callAs(page, 'POST', `/partners/${items[0].id}/engagements`, {
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
    })
    await page.goto(`${served.url}/partners/${items[0].id}`)
    await page.getByText('水準と理由').first().waitFor()
    await picture(page, 'job-partner')
    await expectSound(me, 'partner')
    const rating = await callAs(page, 'GET', `/partners/${items[0].id}`)
    expect(rating.level).toMatchObject({ provisional: false, impact: 2 })
  })

  it('sends to three partners through a mail server', async () => {
    const { page } = me
    await callAs(
      page,
      'PUT',
      '/settings/mail',
      {
        host: '127.0.0.1',
        port: smtp.port,
        security: 'none',
        username: null,
        password: null,
        certificateAuthority: null,
        fromAddress: 'kizuna@torei.example',
        fromName: '東嶺電機 情報セキュリティ室',
        replyTo: null,
        ratePerMinute: 600,
      },
      0,
    )

    const { items } = await callAs(page, 'GET', '/partners')
    await page.goto(`${served.url}/assessments/new?partners=${items.map((item: { id: string }) => item.id).join(',')}`)
    await page.locator('#necessity').fill('お渡ししている図面を守るためです。')
    await page.locator('#scope').fill('当社からお願いしている業務が対象です。')
    await page.locator('#method').fill('画面でお答えください。別の方法でも構いません。')
    await chooseDeadline(page)
    await picture(page, 'job-send')
    await page.getByRole('button', { name: '下書きにして確かめる' }).click()
    await page
      .getByRole('button', { name: /3社へ送る/ })
      .first()
      .click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /3社へ送る/ })
      .click()
    await page.getByText('3件を送りました').waitFor()
    await mailTo('kawaguchi@aioi.example', /portal#/)
    expect(smtp.received.length).toBeGreaterThanOrEqual(1)
  })

  it('lets the partner answer on a phone, with evidence, without an account', async () => {
    const { page } = partner
    const link = /https?:\/\/\S*portal#\S+/.exec(await mailTo('kawaguchi@aioi.example', /portal#/))?.[0] ?? ''
    await page.goto(link)
    await page.getByRole('button', { name: '回答ページを開く' }).click()
    const code = page.getByLabel('確認番号（6桁）')
    await code.waitFor()
    await code.fill(/\b(\d{6})\b/.exec(await mailTo('kawaguchi@aioi.example', /\b\d{6}\b/))?.[1] ?? '')
    await page.getByRole('button', { name: '確認して開く' }).click()
    await page
      .getByRole('link', { name: '回答を始める' })
      .or(page.getByRole('button', { name: '回答を始める' }))
      .click()
    await page.getByRole('radio').first().waitFor()
    await picture(page, 'job-portal')
    await expectSound(partner, 'portal')
    for (let at = 0; at < 60; at += 1) {
      const choice = page.getByRole('radio', { name: at % 5 === 4 ? /一部できている/ : /^できている/ }).first()
      await choice.check()
      if (at % 5 === 4) await page.locator('textarea').first().fill('管理者の分は済みました。残りは来年1月に行います。')
      if (at === 0) {
        await page
          .locator('input[type=file]')
          .first()
          .setInputFiles({ name: '設定画面.png', mimeType: 'image/png', buffer: PICTURE })
        await page.getByRole('button', { name: /設定画面\.png を外す/ }).waitFor()
      }
      const next = page.getByRole('button', { name: '次へ' }).or(page.getByRole('link', { name: '次へ' }))
      if ((await next.count()) === 0) break
      const before = page.url()
      await next.first().click()
      await expect.poll(() => page.url()).not.toBe(before)
    }
    await page
      .getByRole('link', { name: /一覧/ })
      .or(page.getByRole('button', { name: /一覧/ }))
      .first()
      .click()
    await page.getByText('すべてそろいました').waitFor()
    await picture(page, 'job-overview')
    await expectSound(partner, 'portal overview')
    await page.getByRole('button', { name: '提出する' }).click()
    await page.getByText('ご提出ありがとうございました').waitFor()
  })

  it('confirms the answers and shows score, level and next step', async () => {
    const { page } = me
    await page.goto(`${served.url}/assessments?view=review`)
    await page.getByRole('link', { name: '有限会社相生精密' }).first().click()
    await page.getByRole('button', { name: 'このまま認める' }).waitFor()
    await picture(page, 'job-review')
    await expectSound(me, 'review')
    const confirm = page.getByRole('button', { name: '確定する' })
    const decided = async () =>
      Number(/確認 (\d+) \/ \d+/.exec((await page.locator('main').textContent()) ?? '')?.[1] ?? 0)
    const { length } = (await callAs(page, 'GET', `/assessments/${page.url().split('/').at(-1)}`)).items
    for (let done = await decided(); done < length; done += 1) {
      await page.keyboard.press('a')
      await expect.poll(decided, { timeout: 10_000 }).toBe(done + 1)
      const onwards = page.getByRole('button', { name: /残り\d+問へ進む/ })
      if (await onwards.isVisible()) await onwards.click()
    }
    await confirm.click()
    await page.getByRole('dialog').getByRole('button', { name: '確定する' }).click()
    await page.getByText('結果を確定しました').first().waitFor()
    await picture(page, 'job-confirmed')
    const states = async () => (await callAs(page, 'GET', '/dashboard')).states
    await expect.poll(states, { timeout: 20_000 }).toEqual(
      expect.arrayContaining([
        { key: 'confirmed', count: 1 },
        { key: 'open', count: 2 },
      ]),
    )
    await page.goto(`${served.url}/today`)
    await page.getByText('確定').first().waitFor()
    await picture(page, 'job-today')
    await expectSound(me, 'today')
    await mailTo('kawaguchi@aioi.example', /点/)
  })
})
