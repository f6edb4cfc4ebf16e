import type pg from 'pg'
import { ask } from './http.ts'
import { inOrganisation } from './organisation.ts'
import type { Stage } from './stage.ts'

/** As many as one command takes. */
const BATCH = 500

export type Asked = { id: string; partnerId: string; address: string }

const WISH = {
  necessity: 'お渡ししている図面を守るためです。',
  scope: '当社からお願いしている業務が対象です。',
  method: '画面でお答えください。別の方法でも構いません。',
}

/** The day on which answers are due: four weeks from now. */
const deadline = (): string => new Date(Date.now() + 28 * 24 * 3600_000).toISOString().slice(0, 10)

/** Gives so many partners that nobody asked yet a person to ask. */
const addContacts = async (client: pg.Client, tenant: string, howMany: number) => {
  const { rows } = await client.query<{ partnerId: string; address: string }>(
    `INSERT INTO contacts (tenant_id, id, created_at, updated_at, partner_id, name, department, role, email, lang, tz)
     SELECT $1::uuid, uuidv7(), now(), now(), p.id, '窓口 花子', '総務部', 'security', lower(p.code) || '@partner.example', 'ja', 'Asia/Tokyo'
       FROM partners AS p
      WHERE p.tenant_id = $1 AND p.code LIKE 'P%' AND NOT EXISTS (SELECT 1 FROM contacts AS c WHERE c.tenant_id = $1 AND c.partner_id = p.id)
      ORDER BY p.code LIMIT $2
     RETURNING partner_id AS "partnerId", email AS address`,
    [tenant, howMany],
  )
  if (rows.length < howMany) throw new Error(`only ${rows.length} partners are left to be asked: use more --partners`)
  return rows
}

const batches = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / BATCH) }, (_, no) => all.slice(no * BATCH, (no + 1) * BATCH))

/** Drafts a request of the second lightest question set for so many partners that nobody asked yet. */
export const draft = async ({ asOwner, tenant, target }: Stage, howMany: number): Promise<Asked[]> => {
  const contacts = await asOwner((client) => inOrganisation(client, tenant, () => addContacts(client, tenant, howMany)))
  const addresses = new Map(contacts.map(({ partnerId, address }) => [partnerId, address]))
  const asked: Asked[] = []
  for (const some of batches(contacts)) {
    const partners = some.map(({ partnerId }) => ({ partnerId, set: 'R1' }))
    const body = { partners, ...WISH, deadline: deadline() }
    type Drafted = { items: { id: string; partnerId: string }[] }
    const { items } = await ask<Drafted>(target, { method: 'POST', path: '/assessments', body })
    asked.push(...items.map(({ id, partnerId }) => ({ id, partnerId, address: addresses.get(partnerId) ?? '' })))
  }
  return asked
}

/** Sends drafts in as few commands as there can be; answers how many commands it took. */
export const send = async ({ target }: Stage, asked: readonly Asked[]): Promise<number> => {
  const all = batches(asked.map(({ id }) => id))
  for (const ids of all) {
    const { held } = await ask<{ held: unknown[] }>(target, {
      method: 'POST',
      path: '/assessments/send',
      body: { ids },
    })
    if (held.length > 0) throw new Error(`${held.length} requests were held back: ${JSON.stringify(held[0])}`)
  }
  return all.length
}

/** Points the organisation's mail to the bench, no faster than the given pace. */
export const setMailServer = async ({ target, mail }: Stage, ratePerMinute: number): Promise<void> => {
  const { version } = await ask<{ version: number }>(target, { path: '/settings/mail' })
  const body = {
    host: '127.0.0.1',
    port: mail.port,
    security: 'none',
    username: null,
    certificateAuthority: null,
    fromName: '測定用',
    fromAddress: 'kizuna@buyer.example',
    replyTo: null,
    ratePerMinute,
  }
  await ask(target, { method: 'PUT', path: '/settings/mail', body, headers: { 'if-match': String(version) } })
}
