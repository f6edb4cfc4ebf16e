// Builds the web with its gallery, opens it in a real browser under the product's policy, and fails on any
// accessibility violation, refused style or script, console error or sideways scroll. Pictures go to the folder given.
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, chromium, type Page } from 'playwright-core'
import { build } from 'vite'
import { mockApi, type Seen } from './mocked-api.ts'
import { serveBuilt } from './serve-built.ts'

const flags =
  '--no-sandbox --disable-background-networking --disable-component-update --disable-sync --no-first-run --disable-quic'
const pictures = resolve(process.argv[2] ?? join(tmpdir(), 'kizuna-gallery'))
const only = process.argv[3]
const widths = (process.argv[4] ?? '1440,390,320').split(',').map(Number)
const locales = ['ja', 'en']
const failures: string[] = []

type Scene = { name: string; path: string; signedIn?: boolean; act?: (page: Page, seen: Seen[]) => Promise<void> }

const expectSeen = (seen: Seen[], call: string) => {
  const found = seen.find((each) => `${each.method} ${each.path}` === call)
  if (found === undefined) failures.push(`${call} was not called`)
  else if (found.csrf !== 'token-1') failures.push(`${call} carried no CSRF token`)
}

const next = (page: Page) => page.locator('button[type=submit]').click()

const administratorStep = async (page: Page) => {
  await page.locator('#organizationName').fill('東嶺電機株式会社')
  await next(page)
  await page.locator('#name').fill('藤野 美咲')
  await page.locator('#email').fill('fujino@example.jp')
  await page.locator('#password').fill('a quiet ledger of paper')
}

const factorStep = async (page: Page) => {
  await administratorStep(page)
  for (let step = 0; step < 3; step += 1) await next(page)
  await page.locator('.form-acts button').first().click()
  await page.locator('img.qr').waitFor()
}

const scenes: Scene[] = [
  { name: 'gallery', path: '/gallery.html', act: async (page) => page.locator('.score-history svg').waitFor() },
  {
    name: 'gallery-dark',
    path: '/gallery.html?scheme=dark',
    act: async (page) => page.locator('.score-history svg').waitFor(),
  },
  {
    name: 'shortcuts',
    path: '/gallery.html',
    act: async (page) => {
      await page.locator('h1').click()
      await page.keyboard.press('?')
      await page.locator('[role=dialog] kbd').first().waitFor()
    },
  },
  {
    name: 'filters',
    path: '/gallery.html',
    act: async (page) => {
      await page.locator('[aria-haspopup=dialog].mantine-Button-root, .filter-chips .chip:not(.on)').first().click()
      await page.locator('[role=dialog]').first().waitFor()
    },
  },
  { name: 'sign-in', path: '/sign-in' },
  {
    name: 'sign-in-wrong',
    path: '/sign-in',
    act: async (page, seen) => {
      await page.locator('#email').fill('fujino@example.jp')
      await page.locator('#password').fill('wrong')
      await next(page)
      await page.locator('.form-summary').waitFor()
      expectSeen(seen, 'POST /session')
    },
  },
  {
    name: 'sign-in-totp',
    path: '/account',
    act: async (page) => {
      await page.locator('#email').fill('two-steps@example.jp')
      await page.locator('#password').fill('good')
      await next(page)
      await page.locator('#totp').waitFor()
    },
  },
  {
    name: 'signed-in',
    path: '/account',
    act: async (page) => {
      await page.locator('#email').fill('two-steps@example.jp')
      await page.locator('#password').fill('good')
      await next(page)
      await page.locator('#totp').fill('１２３４５６')
      await next(page)
      await page.locator('#currentPassword').waitFor()
    },
  },
  { name: 'setup-no-link', path: '/setup' },
  { name: 'setup', path: '/setup#token-of-setup' },
  {
    name: 'setup-administrator',
    path: '/setup#token-of-setup',
    act: async (page) => {
      await page.locator('#organizationName').fill('東嶺電機株式会社')
      await next(page)
      await next(page)
      await page.locator('.form-summary').waitFor()
    },
  },
  {
    name: 'setup-sample',
    path: '/setup#token-of-setup',
    act: async (page) => {
      await administratorStep(page)
      await next(page)
      await next(page)
      await page.locator('input[name=sample]').first().waitFor()
    },
  },
  {
    name: 'setup-factor',
    path: '/setup#token-of-setup',
    act: async (page, seen) => {
      await factorStep(page)
      expectSeen(seen, 'POST /setup')
    },
  },
  {
    name: 'setup-recovery',
    path: '/setup#token-of-setup',
    act: async (page, seen) => {
      await factorStep(page)
      await page.locator('#totp-code').fill('123456')
      await next(page)
      await page.locator('.recovery-codes').waitFor()
      expectSeen(seen, 'POST /account/totp/confirm')
    },
  },
  {
    name: 'account',
    path: '/account',
    signedIn: true,
    act: async (page) => page.locator('#currentPassword').waitFor(),
  },
  {
    name: 'account-menu',
    path: '/account',
    signedIn: true,
    act: async (page) => {
      await page.locator('button.person').click()
      await page.locator('[role=menu]').waitFor()
    },
  },
  { name: 'missing', path: '/no-such-page' },
  { name: 'portal', path: '/portal' },
]

const expectedNoise = /Failed to load resource: the server responded with a status of 40[14]/

const visit = async (browser: Browser, url: string, scene: Scene, width: number, locale: string) => {
  const where = `${scene.name} ${locale} ${width}`
  const context = await browser.newContext({
    viewport: { width, height: width === 1440 ? 900 : 844 },
    locale: locale === 'ja' ? 'ja-JP' : 'en-GB',
    timezoneId: 'Asia/Tokyo',
    reducedMotion: 'reduce',
  })
  await context.addCookies([{ name: 'kizuna_csrf', value: 'token-1', url }])
  const page = await context.newPage()
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !expectedNoise.test(message.text())) {
      failures.push(`${where}: console: ${message.text()}`)
    }
  })
  page.on('pageerror', (error) => failures.push(`${where}: ${error.message}`))
  try {
    const seen = await mockApi(page, locale, scene.signedIn ?? false)
    const [path = '/', hash] = scene.path.split('#')
    const joined = path.includes('?') ? `${path}&lang=${locale}` : `${path}?lang=${locale}`
    await page.goto(url + joined + (hash === undefined ? '' : `#${hash}`))
    await page.locator('main').waitFor()
    page.setDefaultTimeout(5000)
    await scene.act?.(page, seen)
    await page.evaluate('document.fonts.ready')
    const wide: unknown = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
    if (typeof wide === 'number' && wide > 0) {
      const who: unknown = await page.evaluate(
        `[...document.querySelectorAll('main *')].filter((e) => e.getBoundingClientRect().right > innerWidth + 1).slice(0, 5).map((e) => e.tagName + '.' + e.getAttribute('class')).join(', ')`,
      )
      failures.push(`${where}: ${wide} px too wide: ${String(who)}`)
    }
    const clipped: unknown = await page.evaluate(
      `[...document.querySelectorAll('.side-nav .nav-word, .mantine-Button-label')].filter((e) => e.clientWidth > 0 && e.scrollWidth > e.clientWidth + 1).map((e) => e.textContent).join(', ')`,
    )
    if (clipped !== '') failures.push(`${where}: cut labels: ${String(clipped)}`)
    const { violations } = await new AxeBuilder({ page }).analyze()
    for (const violation of violations) {
      const nodes = violation.nodes.slice(0, 4).map((node) => `${node.target.join(' ')} ${node.any[0]?.message ?? ''}`)
      failures.push(`${where}: axe ${violation.id}: ${nodes.join(' | ')}`)
    }
  } catch (error) {
    failures.push(`${where}: ${error instanceof Error ? error.message : String(error)}`)
  }
  await page.screenshot({ path: join(pictures, `${scene.name}-${locale}-${width}.png`), fullPage: true })
  await context.close()
}

const outDir = await mkdtemp(join(tmpdir(), 'kizuna-web-'))
await mkdir(pictures, { recursive: true })
await build({
  configFile: resolve('web/vite.config.ts'),
  mode: 'gallery',
  logLevel: 'error',
  build: { outDir, emptyOutDir: true, reportCompressedSize: false },
})
const server = await serveBuilt(outDir)
const browser = await chromium.launch({
  executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium',
  args: flags.split(' '),
})
let visits = 0
try {
  for (const scene of scenes.filter((each) => only === undefined || each.name.startsWith(only))) {
    for (const width of widths) {
      for (const locale of locales) {
        await visit(browser, server.url, scene, width, locale)
        visits += 1
      }
    }
  }
} finally {
  await browser.close()
  await server.close()
  await rm(outDir, { recursive: true })
}
for (const failure of failures) console.error(failure)
console.log(`${visits} views, ${failures.length} failures, pictures in ${pictures}`)
process.exitCode = failures.length === 0 ? 0 : 1
