import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { foundInBrowser } from '../support/first-administrator.ts'
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

describe('the first day with the sample company', () => {
  it('is founded in the browser and opens on what needs someone now', async () => {
    await foundInBrowser(me.page, `${served.url}/setup#${served.setupToken()}`, true)
    await me.page.getByRole('heading', { name: '今日', level: 1 }).waitFor()
    await me.page.getByText('60社').first().waitFor()
    await me.page.getByRole('heading', { name: 'リスクの分布' }).waitFor()
    await expectSound(me, 'today')
  })

  it.each(['ja', 'en'])(
    'has no page in %s that breaks a rule, scrolls sideways or complains, wide or on a phone',
    async (locale) => {
      const { page } = me
      if (locale === 'en') {
        await page.setViewportSize({ width: 1440, height: 900 })
        await page.goto(`${served.url}/account`)
        await page.getByRole('button', { name: /藤野 美咲/ }).click()
        await page.getByRole('menuitem', { name: 'English' }).click()
        await page.getByRole('navigation').getByText('Partners').first().waitFor()
      }
      for (const width of [1440, 390]) {
        await page.setViewportSize({ width, height: width === 390 ? 844 : 900 })
        for (const path of PAGES) {
          await page.goto(`${served.url}/${path}`)
          await page.getByRole('heading', { level: 1 }).waitFor()
          await page.waitForLoadState('networkidle')
          expect(new URL(page.url()).pathname).toBe(`/${path}`)
          await picture(page, `${path.replaceAll('/', '-')}-${locale}-${width}`)
          await expectSound(me, `${path} ${locale} ${width}`)
        }
      }
    },
  )
})
