import { generateSync } from 'otplib'
import type { Page } from 'playwright-core'

export type Administrator = { email: string; password: string; secret: string }

/** Goes through the first-run wizard as its first administrator would, second factor included. */
export const foundInBrowser = async (page: Page, link: string, sample: boolean): Promise<Administrator> => {
  const email = 'fujino@torei.example'
  const password = '朝の会議室には青い鍵がある'
  const next = () => page.getByRole('button', { name: '次へ' }).click()
  await page.goto(link)
  await page.getByLabel('会社・団体の名前').fill('東嶺電機株式会社')
  await next()
  await page.getByLabel('氏名').fill('藤野 美咲')
  await page.getByLabel('メールアドレス').fill(email)
  await page.locator('#password').fill(password)
  await next()
  await next()
  await page.getByRole('radio', { name: sample ? /^入れる/ : /^入れない/ }).check()
  await page.getByRole('button', { name: '使い始める' }).click()
  const secret = await registerSecondFactor(page)
  return { email, password, secret }
}

const registerSecondFactor = async (page: Page): Promise<string> => {
  await page.getByRole('button', { name: '認証アプリを登録する' }).click({ timeout: 100_000 })
  const secret = ((await page.locator('.secret').textContent()) ?? '').replaceAll(/\s/g, '')
  await page.getByLabel('アプリに表示された6桁').fill(generateSync({ secret }))
  await page.getByRole('button', { name: '登録を終える' }).click()
  await page.getByRole('button', { name: '控えました' }).click()
  return secret
}
