import { expect, test } from 'vitest'
import { oneAtATime } from './one-at-a-time.ts'

test('a second press while the first is on its way sends nothing', async () => {
  const sent: string[] = []
  const answers: (() => void)[] = []
  const send = oneAtATime(async (text: string) => {
    sent.push(text)
    await new Promise<void>((answer) => answers.push(answer))
  })
  const first = send('1')
  await send('2')
  expect(sent).toEqual(['1'])
  answers[0]?.()
  await first
  void send('3')
  expect(sent).toEqual(['1', '3'])
})

test('an act that failed can be tried again', async () => {
  let tries = 0
  const send = oneAtATime(async () => {
    tries += 1
    throw new Error('offline')
  })
  await expect(send()).rejects.toThrow('offline')
  await expect(send()).rejects.toThrow('offline')
  expect(tries).toBe(2)
})
