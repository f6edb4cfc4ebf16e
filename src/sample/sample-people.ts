import { randomBytes } from 'node:crypto'
import type { Role } from '../domain/access/access.ts'
import { addMember, addUnit } from '../features/organizations/organization.service.ts'
import type { WriteCtx } from '../platform/context.ts'

const UNITS: readonly [string, string, 'division' | 'subsidiary'][] = [
  ['情報システム部', 'Information Systems', 'division'],
  ['製品開発部', 'Product Development', 'division'],
  ['購買部', 'Purchasing', 'division'],
  ['人事部', 'Human Resources', 'division'],
  ['物流企画部', 'Logistics Planning', 'division'],
  ['海外事業部', 'Overseas Business', 'division'],
  ['品質保証部', 'Quality Assurance', 'division'],
  ['生産技術部', 'Production Engineering', 'division'],
  ['広報部', 'Public Relations', 'division'],
  ['総務部', 'General Affairs', 'division'],
  ['経理部', 'Accounting', 'division'],
  ['営業企画部', 'Sales Planning', 'division'],
  ['法務部', 'Legal', 'division'],
]

const PEOPLE: readonly [string, string, string, Role][] = [
  ['柏木 亮', 'カシワギ リョウ', 'kashiwagi', 'procurement'],
  ['三宅 由紀', 'ミヤケ ユキ', 'miyake', 'auditor'],
  ['堀 健太', 'ホリ ケンタ', 'hori', 'security_lead'],
  ['上田 和子', 'ウエダ カズコ', 'ueda', 'executive'],
]

/** Adds the sample company's departments and colleagues; nobody can sign in as them until an administrator sets a password. */
export const addSamplePeople = async (ctx: WriteCtx): Promise<{ units: Map<string, string>; colleagues: string[] }> => {
  const units = new Map<string, string>()
  for (const [name, nameEn, kind] of UNITS) {
    const unit = await addUnit(ctx, { name, nameEn, kind, parentId: null, tz: 'Asia/Tokyo' })
    units.set(name, unit.id)
  }
  const colleagues: string[] = []
  for (const [name, reading, account, role] of PEOPLE) {
    const member = await addMember(ctx, {
      email: `${account}@torei.example`,
      name,
      reading,
      locale: 'ja',
      password: randomBytes(32).toString('base64url'),
      roles: [{ role, scopeKind: 'all', unitId: null }],
    })
    colleagues.push(member.id)
  }
  return { units, colleagues }
}
