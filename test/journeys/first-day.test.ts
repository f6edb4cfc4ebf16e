import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { foundInBrowser } from '../support/first-administrator.ts'
import { callAs } from '../support/own-page.ts'
import { expectSound, picture, type Visitor, visitor } from '../support/page.ts'
import { type Served, serveProduct } from '../support/served.ts'

let served: Served
let browser: Browser
let me: Visitor
beforeAll(async () => {
  served = await serveProduct()
  browser = await launchBrowser()
  me = await visitor(browser)
})
afterAll(async () => {
  await browser?.close()
  await served?.stop()
})

const PAGES = [
  'today',
  'partners',
  'assessments',
  'triage',
  'approvals',
  'settings',
  'settings/units',
  'settings/people',
  'settings/mail',
  'settings/policy',
  'account',
  'api-docs',
]

const SIZES = [
  [1440, 900],
  [390, 844],
] as const

describe('the first day with the sample company', () => {
  it('is founded in the browser and opens on what needs someone now', async () => {
    await foundInBrowser(me.page, `${served.url}/setup#${served.setupToken()}`, true)
    await me.page.getByRole('heading', { name: '今日', level: 1 }).waitFor()
    await me.page.getByText('60社').first().waitFor()
    await me.page.getByRole('heading', { name: 'リスクの分布' }).waitFor()
    await expectSound(me, 'today')
  })

  it('finds a partner from any page by its reading, and says what to do when there is none', async () => {
    const { page } = me
    await page.goto(`${served.url}/settings/people`)
    await page.getByRole('heading', { level: 1 }).click()
    await page.keyboard.press('/')
    await page.keyboard.type('きたうら')
    await page.getByRole('option', { name: /北浦データサービス株式会社/ }).waitFor()
    await expectSound(me, 'search')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: '北浦データサービス株式会社', level: 1 }).waitFor()
    const field = page.getByRole('combobox', { name: '取引先をさがす' })
    await field.fill('みつからない会社')
    await page.getByText('「みつからない会社」に合う取引先はありません').waitFor()
    await field.fill('K-100')
    await page.getByRole('option', { name: '「K-100」を一覧で見る' }).waitFor()
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/partners\?q=K-100/)
  })

  it('takes the units of a new partner, and parts two partners that were merged by mistake', async () => {
    const { page } = me
    await page.goto(`${served.url}/partners/new`)
    await page.getByLabel('名称').fill('株式会社ゆずりは製作所')
    await page.getByRole('combobox', { name: '使う部門' }).fill('購買')
    await page.getByRole('option', { name: '購買部' }).click()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: '保存する' }).click()
    await page.getByRole('heading', { name: '株式会社ゆずりは製作所', level: 1 }).waitFor()
    const kept = page.url().split('/').at(-1)
    const seen = await callAs(page, 'GET', `/partners/${kept}`)
    expect(seen.units.map((unit: { name: string }) => unit.name)).toEqual(['購買部'])
    const gone = await callAs(page, 'POST', '/partners', { name: 'ゆずりは製作所（重複）', address: '三重県津市' })
    const body = { goneId: gone.id, goneVersion: 1, take: [], reason: '同じ会社のため' }
    await callAs(page, 'POST', `/partners/${kept}/merge`, body, seen.version)
    await page.reload()
    await page.getByRole('button', { name: '「ゆずりは製作所（重複）」とのまとめを元に戻す' }).click()
    await page.getByText('もう一度「株式会社ゆずりは製作所」とは別の取引先にします').waitFor()
    await expectSound(me, 'undo a merge')
    await page.getByRole('dialog').getByRole('button', { name: '元に戻す' }).click()
    await page.getByText('「ゆずりは製作所（重複）」を別の取引先に戻しました').waitFor()
    expect((await callAs(page, 'GET', `/partners/${gone.id}`)).mergedInto).toBeNull()
    expect((await callAs(page, 'GET', `/partners/${kept}`)).address).toBe('')
  })

  it.each(['ja', 'en'])(
    'has no page in %s that breaks a rule, scrolls sideways or complains, wide or on a phone',
    async (locale) => {
      const { page } = me
      if (locale === 'en') {
        await page.goto(`${served.url}/account`)
        await page.getByRole('button', { name: /藤野 美咲/ }).click()
        await page.getByRole('menuitem', { name: 'English' }).click()
        await page.getByRole('navigation').getByText('Partners').first().waitFor()
      }
      for (const path of PAGES) {
        await page.goto(`${served.url}/${path}`)
        await page.getByRole('heading', { level: 1 }).waitFor()
        await page.waitForLoadState('networkidle')
        expect(new URL(page.url()).pathname).toBe(`/${path}`)
        // The same page in a smaller window: opening each one twice would double the minutes.
        for (const [width, height] of SIZES) {
          await page.setViewportSize({ width, height })
          await picture(page, `${path.replaceAll('/', '-')}-${locale}-${width}`)
          await expectSound(me, `${path} ${locale} ${width}`)
        }
        await page.setViewportSize({ width: 1440, height: 900 })
      }
    },
  )
})
