import type { FastifyInstance, InjectOptions } from 'fastify'
import { afterAll } from 'vitest'
import { buildConsole } from '../../src/console.ts'
import type { Role, ScopeKind } from '../../src/domain/access/access.ts'
import type { Instant } from '../../src/domain/time.ts'
import { openEngine } from '../../src/engine.ts'
import { insertMember, insertRoles, insertTenant, insertUnit } from '../../src/features/organizations/member.store.ts'
import { addMember } from '../../src/features/organizations/organization.service.ts'
import { insertApiToken } from '../../src/features/organizations/session.store.ts'
import { foundOrganization } from '../../src/features/organizations/setup.service.ts'
import { equip } from '../../src/founding.ts'
import { newToken } from '../../src/platform/auth/token.ts'
import { type Actor, systemActor, type WriteCtx } from '../../src/platform/context.ts'
import { memoryFileStore } from '../../src/platform/files/memory-store.ts'
import { newId } from '../../src/platform/ids.ts'
import { silentLog } from '../../src/platform/log.ts'
import { type Engine, writing } from '../../src/platform/work.ts'
import { cloneDatabase, type TestDatabase } from './database.ts'

export type TestClock = { now: () => Instant; set: (at: string) => void }

/** A clock that stands still until a test moves it. */
export const testClock = (at = '2026-11-21T01:00:00.000Z'): TestClock => {
  let current = at as Instant
  return {
    now: () => current,
    set: (next) => {
      current = next as Instant
    },
  }
}

// biome-ignore lint/suspicious/noExplicitAny: a test looks into answers of any shape
export type Answer = { status: number; body: any; headers: Record<string, unknown>; raw: Buffer }
type Send = (
  method: InjectOptions['method'],
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<Answer>
/** A person of a test: sends requests with their own API token. */
export type Person = { send: Send; actor: Actor; token: string }

export type TestApp = {
  engine: Engine
  clock: TestClock
  http: FastifyInstance
  database: TestDatabase
  anonymous: Send
  /** The organisation's first administrator. */
  admin: Person
  /** Adds a member with one role (and more of the same scope) and gives them an API token. */
  person: (role: Role, scopeKind?: ScopeKind, unitId?: string | null, more?: readonly Role[]) => Promise<Person>
  /** The administrator of another tenant in the same database. */
  stranger: () => Promise<Person>
}

/** Sends requests to a server in process, with the token of one person or none. */
export const sender =
  (http: FastifyInstance, token: string | null): Send =>
  async (method, path, body, headers = {}) => {
    const isBytes = body instanceof Buffer
    const answer = await http.inject({
      method: method ?? 'GET',
      url: path.startsWith('/api') || path.startsWith('/healthz') ? path : `/api/v1${path}`,
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': isBytes ? 'application/octet-stream' : 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { payload: isBytes ? body : JSON.stringify(body) }),
    })
    const isJson = String(answer.headers['content-type'] ?? '').includes('json')
    return {
      status: answer.statusCode,
      body: isJson ? answer.json() : answer.body,
      headers: answer.headers,
      raw: answer.rawPayload,
    }
  }

const giveToken = async (engine: Engine, tenant: string, memberId: string): Promise<string> => {
  const { token, hash } = newToken(tenant)
  const actor = { ...systemActor(tenant, memberId, 'test'), kind: 'token' as const }
  await writing(engine, actor, (ctx) =>
    insertApiToken(ctx.db, {
      tenantId: tenant,
      id: newId(),
      memberId,
      name: 'test',
      tokenHash: hash,
      createdAt: ctx.now,
      updatedAt: ctx.now,
    }),
  )
  return token
}

const memberActor = (
  tenant: string,
  memberId: string,
  role: Role,
  scopeKind: ScopeKind,
  unitId: string | null,
): Actor => ({
  tenant,
  kind: 'member',
  id: memberId,
  memberId,
  locale: 'ja',
  grants: [{ role, scopeKind, unitId }],
  request: null,
  correlation: 'test',
})

const foundStranger = async (engine: Engine): Promise<{ tenant: string; memberId: string }> => {
  const tenant = newId()
  const memberId = newId()
  const actor = { ...systemActor(tenant, tenant, 'test'), kind: 'token' as const }
  await writing(engine, actor, async (ctx: WriteCtx) => {
    const at = { createdAt: ctx.now, updatedAt: ctx.now }
    await insertTenant(ctx.db, {
      id: tenant,
      slug: `other-${tenant.slice(-6)}`,
      name: '別会社',
      tz: 'Asia/Tokyo',
      locale: 'ja',
      fiscalMonth: 4,
      settings: {},
      ...at,
    })
    await insertUnit(ctx.db, {
      tenantId: tenant,
      id: newId(),
      parentId: null,
      name: '本社',
      nameEn: 'HQ',
      kind: 'head_office',
      tz: 'Asia/Tokyo',
      calendar: 'japan',
      ...at,
    })
    await insertMember(ctx.db, {
      tenantId: tenant,
      id: memberId,
      emailNorm: `stranger-${tenant.slice(-6)}@example.com`,
      name: 'よそ者',
      reading: '',
      locale: 'ja',
      tz: 'Asia/Tokyo',
      passwordHash: 'x',
      status: 'active',
      ...at,
    })
    await insertRoles(
      ctx.db,
      (['administrator', 'security_lead'] as const).map((role) => ({
        tenantId: tenant,
        id: newId(),
        memberId,
        role,
        scopeKind: 'all' as const,
        unitId: null,
        now: ctx.now,
      })),
    )
  })
  return { tenant, memberId }
}

/** Starts the whole application in process on a database of its own, founded and with a clock that stands still. */
export const startApp = async ({ equipped = true, log = silentLog } = {}): Promise<TestApp> => {
  const database = await cloneDatabase()
  const clock = testClock()
  const running = await openEngine({
    place: database.place,
    roleSecret: database.roleSecret,
    masterKey: Buffer.alloc(32, 7),
    files: memoryFileStore(() => new Date(clock.now())),
    log,
    clock,
  })
  const { engine } = running
  const installation = { isSetupToken: (token: string) => token === 'x'.repeat(32), founded: async () => undefined }
  const http = await buildConsole(engine, installation, {
    secure: false,
    trustProxy: false,
    portalUrl: 'https://portal.example.jp',
  })
  afterAll(async () => {
    await http.close()
    await running.close()
  })
  await http.ready()
  const founded = await foundOrganization(
    engine,
    {
      organization: { name: '東嶺電機株式会社' },
      administrator: { name: '藤野 美咲', email: 'admin@example.jp', password: 'a long enough one', locale: 'ja' },
      issueToken: true,
    },
    'test',
  )
  if (equipped) await equip(engine, founded.tenant)
  const adminActor: Actor = {
    ...memberActor(founded.tenant, founded.memberId, 'administrator', 'all', null),
    grants: (['administrator', 'security_lead'] as const).map((role) => ({
      role,
      scopeKind: 'all' as const,
      unitId: null,
    })),
  }
  const adminToken = founded.token ?? ''
  let people = 0
  return {
    engine,
    clock,
    http,
    database,
    anonymous: sender(http, null),
    admin: { send: sender(http, adminToken), actor: adminActor, token: adminToken },
    person: async (role, scopeKind = 'all', unitId = null, more = []) => {
      people += 1
      const member = await writing(engine, adminActor, (ctx) =>
        addMember(ctx, {
          email: `p${people}@example.jp`,
          name: `担当${people}`,
          reading: '',
          locale: 'ja',
          password: 'a long enough one',
          roles: [...new Set([role, ...more])].map((held) => ({ role: held, scopeKind, unitId })),
        }),
      )
      const token = await giveToken(engine, founded.tenant, member.id)
      return {
        send: sender(http, token),
        actor: memberActor(founded.tenant, member.id, role, scopeKind, unitId),
        token,
      }
    },
    stranger: async () => {
      const { tenant, memberId } = await foundStranger(engine)
      await equip(engine, tenant)
      const token = await giveToken(engine, tenant, memberId)
      return { send: sender(http, token), actor: memberActor(tenant, memberId, 'administrator', 'all', null), token }
    },
  }
}
