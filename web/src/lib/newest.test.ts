import { expect, test } from 'vitest'
import { newestOnly } from './newest.ts'

test('an answer that comes in after a newer question was asked is let go', async () => {
  const ask = newestOnly()
  const answers: ((text: string) => void)[] = []
  const question = () => ask(new Promise<string>((answer) => answers.push(answer)))
  const [inVietnamese, inThai] = [question(), question()]
  answers[1]?.('ไทย')
  expect(await inThai).toBe('ไทย')
  answers[0]?.('Tiếng Việt')
  expect(await inVietnamese).toBeUndefined()
})
