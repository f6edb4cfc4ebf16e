import { Readable } from 'node:stream'
import { addEvidenceFor } from '../features/assessments/answer-for.service.ts'
import { adoptShippedCatalogue } from '../features/catalog/shipped.service.ts'
import { toInstant } from '../platform/clock.ts'
import type { Actor, WriteCtx } from '../platform/context.ts'
import { type Engine, writing } from '../platform/work.ts'
import { type SamplePartner, type Story, samplePartners, sampleWorks, storyOf } from './sample-data.ts'
import { addSampleEvidence, addSamplePartner } from './sample-partners.ts'
import { addSamplePeople } from './sample-people.ts'
import { answer, confirm, draftFor, handOut, papersOf, sendBack, stopClock, submit } from './sample-requests.ts'

const DAY_MS = 24 * 3600 * 1000

/** Runs a piece of the story as if it were so many days ago: same services, same ledger, a moved clock. */
type Teller = {
  <T>(daysAgo: number, run: (ctx: WriteCtx) => Promise<T>): Promise<T>
  /** Takes in a paper for a question as of that day. */
  paper: (daysAgo: number, id: string, questionKey: string) => Promise<void>
}

const PAPER = Buffer.from(
  '見本の資料です。実在の会社のものではありません。\nA sample paper; no real company stands behind it.\n',
)

const teller = (engine: Engine, actor: Actor): Teller => {
  const today = Date.parse(engine.clock.now())
  const at = (daysAgo: number): Engine => {
    const now = toInstant(today - daysAgo * DAY_MS)
    return { ...engine, clock: { now: () => now } }
  }
  const tell = <T>(daysAgo: number, run: (ctx: WriteCtx) => Promise<T>) => writing(at(daysAgo), actor, run)
  const paper = async (daysAgo: number, id: string, questionKey: string) => {
    await addEvidenceFor(at(daysAgo), actor, {
      id,
      questionKey,
      name: '見本の資料.txt',
      stream: Readable.from([PAPER]),
    })
  }
  return Object.assign(tell, { paper })
}

const answerWithPapers = async (
  tell: Teller,
  daysAgo: number,
  id: string,
  partner: SamplePartner,
  year: number,
  share: number,
) => {
  await tell(daysAgo, (ctx) => answer(ctx, id, partner, year, share))
  for (const questionKey of await tell(daysAgo, (ctx) => papersOf(ctx, id, partner)))
    await tell.paper(daysAgo, id, questionKey)
}

const oneCycle = async (
  tell: Teller,
  partner: SamplePartner,
  partnerId: string,
  daysAgo: number,
  year: number,
): Promise<void> => {
  const id = await tell(daysAgo, async (ctx) => {
    const made = await draftFor(ctx, partnerId, 21)
    await handOut(ctx, made)
    await stopClock(ctx, made)
    return made
  })
  await answerWithPapers(tell, daysAgo - 12, id, partner, year, 1)
  await tell(daysAgo - 12, (ctx) => submit(ctx, id))
  await tell(daysAgo - 15, (ctx) => confirm(ctx, id))
}

/** Days since the present request went out, and days it gave. */
const PRESENT: Partial<Record<Story, { sent: number; days: number; share: number }>> = {
  draft: { sent: 0, days: 21, share: 0 },
  open: { sent: 9, days: 21, share: 0.4 },
  overdue: { sent: 27, days: 21, share: 0.2 },
  returned: { sent: 18, days: 28, share: 1 },
  submitted: { sent: 15, days: 21, share: 1 },
}

const presentCycle = async (tell: Teller, partner: SamplePartner, partnerId: string, story: Story): Promise<void> => {
  const plan = PRESENT[story]
  if (plan === undefined) return
  const id = await tell(plan.sent, (ctx) => draftFor(ctx, partnerId, plan.days))
  if (story === 'draft') return
  await tell(plan.sent, (ctx) => handOut(ctx, id))
  await answerWithPapers(tell, plan.sent - 4, id, partner, 2, plan.share)
  if (story === 'open' || story === 'overdue') return
  await tell(plan.sent - 6, (ctx) => submit(ctx, id))
  if (story === 'returned') await tell(plan.sent - 8, (ctx) => sendBack(ctx, id))
}

const hasHistory = (story: Story): boolean => !['unrated', 'triaged', 'rated'].includes(story)

/** Tells the fictional sample company's last fourteen months through the services, so that no screen is empty. */
export const loadSample = async (engine: Engine, actor: Actor): Promise<void> => {
  const tell = teller(engine, actor)
  const works = sampleWorks()
  // The catalogue must be in force before the first day of the story.
  await tell(440, (ctx) => adoptShippedCatalogue(ctx))
  const { units, colleagues } = await tell(430, addSamplePeople)
  for (const [index, partner] of samplePartners().entries()) {
    const story = storyOf(index)
    const setting = {
      work: works[partner.work],
      story,
      unitId: units.get(partner.unit),
      colleague: colleagues[index % 3],
    }
    const partnerId = await tell(420, (ctx) => addSamplePartner(ctx, partner, setting))
    await tell(45, (ctx) => addSampleEvidence(ctx, partner, partnerId))
    if (!hasHistory(story)) continue
    await oneCycle(tell, partner, partnerId, 400, 0)
    // Whoever is not being asked right now was confirmed lately, so that few evaluations are overdue.
    await oneCycle(tell, partner, partnerId, story === 'confirmed' ? 40 : 110, 1)
    await presentCycle(tell, partner, partnerId, story)
  }
}
