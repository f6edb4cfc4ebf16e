import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'

const WIDE = { width: 1440, height: 900 }
const PHONE = { width: 390, height: 844 }

export type Visitor = { page: Page; context: BrowserContext; faults: string[] }

/** Opens a browser window whose every console error, page error and refused resource is a fault of the test. */
export const visitor = async (browser: Browser, { phone = false, locale = 'ja-JP' } = {}): Promise<Visitor> => {
  const context = await browser.newContext({
    viewport: phone ? PHONE : WIDE,
    locale,
    timezoneId: 'Asia/Tokyo',
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(`page: ${error.message}`))
  page.on('console', (message) => {
    // A refusal of the API is an answer, not a fault; the browser logs it all the same.
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) faults.push(`console: ${message.text()}`)
  })
  return { page, context, faults }
}

/** Nothing on the page breaks an accessibility rule, scrolls sideways or has complained. */
export const expectSound = async ({ page, faults }: Visitor, name: string): Promise<void> => {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(
    violations.map(
      (one) =>
        `${one.id}: ${one.nodes
          .map((node) => node.target.join(' '))
          .slice(0, 3)
          .join(', ')}`,
    ),
    name,
  ).toEqual([])
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(overflow, `${name} scrolls sideways`).toBeLessThanOrEqual(0)
  expect(faults, name).toEqual([])
}

/** Keeps a picture when KIZUNA_PICTURES names a folder; a person looks at it, no test compares pixels. */
export const picture = async (page: Page, name: string): Promise<void> => {
  const folder = process.env.KIZUNA_PICTURES
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: false })
}
