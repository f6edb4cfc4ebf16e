import { addDays } from '../domain/calendar/plain-date.ts'
import { EngagementCreate } from '../features/engagements/engagement.contract.ts'
import { createEngagement } from '../features/engagements/engagement.service.ts'
import { answerTriage } from '../features/engagements/triage.service.ts'
import { setAssignees } from '../features/partners/assignment.service.ts'
import { ContactBody } from '../features/partners/contact.contract.ts'
import { addContact } from '../features/partners/contact.service.ts'
import { EvidenceBody } from '../features/partners/evidence.contract.ts'
import { addEvidence } from '../features/partners/evidence.service.ts'
import { PartnerCreate } from '../features/partners/partner.contract.ts'
import { createPartner } from '../features/partners/partner.service.ts'
import { localDay } from '../platform/clock.ts'
import type { WriteCtx } from '../platform/context.ts'
import type { SamplePartner, SampleWork, Story } from './sample-data.ts'
import { steady } from './sample-data.ts'

const LANGUAGE: Record<string, 'zh-CN' | 'vi' | 'th' | 'en'> = { CN: 'zh-CN', VN: 'vi', TH: 'th' }
const FAMILY = ['佐久間', '安西', '田所', '川口', '野村', '小松', '西田', '平野']

const personFor = (partner: SamplePartner): string => {
  if (partner.country !== 'JP') return 'Security Desk'
  return FAMILY[steady(partner.code) % FAMILY.length] ?? '担当'
}

const connectionsOf = (work: SampleWork) =>
  work.connections.map((text) => {
    const [kind = '', asset = '', direction = '', on = ''] = text.split('/')
    return {
      kind,
      asset,
      direction,
      alwaysOn: on === 'on',
      controls: on === 'on' ? '証明書・多要素認証' : '都度の承認',
      access: 'read',
    }
  })

/** Registers one partner of the sample with its contact, certificate, person in charge and, where its story has one, its work. */
export const addSamplePartner = async (
  ctx: WriteCtx,
  partner: SamplePartner,
  setting: { work: SampleWork | undefined; story: Story; unitId: string | undefined; colleague: string | undefined },
): Promise<string> => {
  const { work, story, unitId, colleague } = setting
  const { unit: _unit, work: _work, ...facts } = partner
  const made = await createPartner(
    ctx,
    PartnerCreate.parse({ ...facts, industryNote: '', unitIds: unitId === undefined ? [] : [unitId] }),
  )
  // Only a telephone: the sample must never write to anybody.
  const phone = `+81 3-0000-${String(1000 + steady(partner.code) * 7).slice(0, 4)}`
  await addContact(
    ctx,
    made.id,
    ContactBody.parse({
      name: personFor(partner),
      department: '総務部',
      role: 'security',
      phone,
      lang: LANGUAGE[partner.country] ?? (partner.country === 'JP' ? 'ja' : 'en'),
    }),
  )
  if (colleague !== undefined) await setAssignees(ctx, made.id, [colleague])
  if (story === 'triaged')
    await answerTriage(ctx, {
      answers: [
        { partnerId: made.id, connected: false, sensitiveData: steady(partner.code) < 60, stopsWithinDay: false },
      ],
    })
  if (work !== undefined && story !== 'triaged' && story !== 'unrated') {
    await createEngagement(
      ctx,
      made.id,
      EngagementCreate.parse({
        unitId: unitId ?? null,
        purpose: work.purpose,
        services: work.services,
        periodStart: '2024-04-01',
        yearlyFee: work.fee,
        dataClasses: work.classes,
        dataVolume: work.people > 1000 ? 'large' : 'small',
        personalDataCount: work.people,
        onPartnerSystems: work.classes.length > 0,
        connections: connectionsOf(work),
        answers: {
          'stop-tolerance': work.stop,
          replaceability: work.replace,
          exposure: work.exposure,
          'incident-history': work.incident ?? (steady(`${partner.code}/incident`) < 12 ? 1 : 0),
        },
      }),
    )
  }
  return made.id
}

/** Puts a certificate or declaration on the shelf of some partners, looked at on the day of the context. */
export const addSampleEvidence = async (ctx: WriteCtx, partner: SamplePartner, partnerId: string): Promise<void> => {
  if (steady(`${partner.code}/evidence`) >= 45) return
  const today = localDay(ctx.now, 'Asia/Tokyo')
  const certified = partner.employees > 150
  const endsSoon = steady(partner.code) < 55
  await addEvidence(
    ctx,
    partnerId,
    EvidenceBody.parse({
      kind: certified ? 'isms' : 'security_action',
      grade: certified ? '' : endsSoon ? '1' : '2',
      number: certified ? `IS 9${steady(partner.code)}000` : '',
      effectiveOn: addDays(today, -640),
      expiresOn: certified ? addDays(today, endsSoon ? 95 : 455) : null,
      checkedOn: today,
    }),
  )
}
