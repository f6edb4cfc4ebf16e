import type { Person } from '../../support/app.ts'
import { idOf, made, type World } from './sample.ts'

export const PASSWORD = 'a long enough one'
export type Signed = { send: Person['send']; id: string }

export const unitBody = (name: string) => ({ name, nameEn: '', kind: 'division', parentId: null, tz: 'Asia/Tokyo' })
export const memberBody = (canary: string, unitId: string | null = null) => ({
  email: `${canary}@example.jp`,
  name: canary,
  reading: '',
  locale: 'ja',
  password: PASSWORD,
  roles: [{ role: 'procurement', scopeKind: unitId === null ? 'all' : 'unit', unitId }],
})

export const addUnit = async ({ app }: World, canary: string): Promise<string> =>
  idOf(await made(app.admin.send('POST', '/units', unitBody(canary))))

export const signIn = async ({ app }: World, canary: string, password = PASSWORD): Promise<Person['send']> => {
  const body = { email: `${canary}@example.jp`, password }
  const answer = await app.anonymous('POST', '/session', body, { 'user-agent': `browser ${canary}` })
  const cookies = [answer.headers['set-cookie']].flat().map((line) => String(line).split(';')[0] ?? '')
  const csrf = cookies.find((line) => line.startsWith('kizuna_csrf='))?.slice('kizuna_csrf='.length) ?? ''
  return (method, path, sent, headers = {}) =>
    app.anonymous(method, path, sent, {
      cookie: cookies.join('; '),
      'x-csrf-token': decodeURIComponent(csrf),
      ...headers,
    })
}

/** A new member of the owner's organisation named after the canary, signed in by a browser. */
export const newcomer = async (world: World, canary: string): Promise<Signed> => {
  const member = await made(world.app.admin.send('POST', '/members', memberBody(canary)))
  return { send: await signIn(world, canary), id: idOf(member) }
}
