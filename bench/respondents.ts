import { Agent } from 'node:http'
import { type Asked, draft, send, setMailServer } from './asking.ts'
import { type Answer, accepted, type Call, exchange } from './http.ts'
import type { Stage } from './stage.ts'

/** Fast enough that no mail waits for its turn. */
export const FULL_PACE = 60_000
const AT_ONCE = 20

/** A person of a partner whose browser holds an opened link. */
export type Respondent = { requestId: string; send: (call: Call) => Promise<Answer>; leave: () => void }

/** Does something with each item, some at a time. */
const inParallel = async <T, R>(items: readonly T[], run: (item: T, no: number) => Promise<R>): Promise<R[]> => {
  const results: R[] = []
  let next = 0
  const work = async (): Promise<void> => {
    for (let no = next++; no < items.length; no = next++) results[no] = await run(items[no] as T, no)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return results
}

// Every partner has an address of its own: attempts are counted per address, and all of 127/8 is this machine.
const addressOf = (no: number): string => `127.1.${Math.floor(no / 250)}.${1 + (no % 250)}`

type Device = { asked: Asked; token: string; agent: Agent }

const openLink = async ({ target }: Stage, { agent, token }: Device, code?: string) => {
  const call: Call = { method: 'POST', path: '/portal/session', body: code === undefined ? { token } : { token, code } }
  const answer = accepted(call, await exchange(target.port, call, agent))
  return { status: (JSON.parse(answer.text) as { status: string }).status, cookies: answer.cookies }
}

const enter = async (stage: Stage, device: Device): Promise<Respondent> => {
  const code = await stage.mail.find(device.asked.address, /^(\d{6})\s*$/m)
  const { status, cookies } = await openLink(stage, device, code)
  if (status !== 'open') throw new Error(`a link with its code answered ${status}`)
  const pairs = cookies.map((cookie) => cookie.split(';')[0] ?? '')
  const csrf = pairs.find((pair) => pair.startsWith('kizuna_portal_csrf='))?.split('=')[1] ?? ''
  const headers = { cookie: pairs.join('; '), 'x-csrf-token': csrf }
  return {
    requestId: device.asked.id,
    send: async (call) => accepted(call, await exchange(stage.target.port, { ...call, headers }, device.agent)),
    leave: () => device.agent.destroy(),
  }
}

/** Asks so many partners and opens each link on a new device, with the code that is mailed: all over HTTP and SMTP. */
export const openRespondents = async (stage: Stage, howMany: number): Promise<Respondent[]> => {
  await setMailServer(stage, FULL_PACE)
  const asked = await draft(stage, howMany)
  await send(stage, asked)
  const devices = await inParallel(asked, async (one, no) => {
    const token = await stage.mail.find(one.address, /\/portal#(\S+)/)
    const agent = new Agent({ keepAlive: true, maxSockets: 1, localAddress: addressOf(no) })
    const device = { asked: one, token, agent }
    const { status } = await openLink(stage, device)
    if (status !== 'code_sent') throw new Error(`a link on a new device answered ${status}`)
    return device
  })
  const respondents = await inParallel(devices, (device) => enter(stage, device))
  stage.mail.clear()
  return respondents
}

/** The questions a respondent sees. */
export const questionsOf = async (respondent: Respondent): Promise<string[]> => {
  const { text } = await respondent.send({ path: '/portal/request' })
  return (JSON.parse(text) as { questions: { key: string }[] }).questions.map(({ key }) => key)
}
