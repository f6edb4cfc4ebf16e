import type { RegisteredFacts } from '../../domain/intake/ledger-plan.ts'
import { codeKey } from '../../domain/intake/matching.ts'
import type { EmailAddress } from '../../domain/text/email.ts'
import { variantKey } from '../../domain/text/matching-key.ts'
import type { ReadCtx } from '../../platform/context.ts'
import { completePartners, partnersByIds, partnersByKeys, type WholePartner } from '../partners/partner-bulk.queries.ts'
import { type DraftRow, inTurns } from './evaluation.ts'

type Partner = WholePartner['partner']

/** The facts of a registered partner in the form in which a ledger is compared with them. */
export const factsOf = ({ partner, unitIds, contacts, notes }: WholePartner): RegisteredFacts => {
  const { id, stage, code, name, reading, nameEn, formerNames, corporateNumber, country, postalCode, address } = partner
  const { industryNote, employees, capitalYen, kind, website, tags, mergedInto } = partner
  return {
    ...{ id, code, name, reading, nameEn, formerNames, corporateNumber, country, postalCode, address },
    ...{
      industryNote,
      employees,
      capitalYen,
      kind,
      website,
      tags,
      unitIds,
      archived: stage === 'archived',
      mergedInto,
    },
    notes,
    contacts: contacts.map((contact) => ({
      name: contact.name === '' ? null : contact.name,
      email: contact.email as EmailAddress | null,
      phone: contact.phone,
    })),
  }
}

/** Adds the partners that stand for merged ones, also over several merges. */
const withSurvivors = async (ctx: ReadCtx, found: readonly Partner[]): Promise<Partner[]> => {
  const all = new Map(found.map((partner) => [partner.id, partner]))
  for (let news = [...found]; news.length > 0; ) {
    const missing = news.flatMap(({ mergedInto }) => (mergedInto === null || all.has(mergedInto) ? [] : [mergedInto]))
    news = missing.length === 0 ? [] : await partnersByIds(ctx.db, ctx.actor.tenant, [...new Set(missing)])
    for (const partner of news) all.set(partner.id, partner)
  }
  return [...all.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** Reads the partners that the rows of a file could mean, with their notes when the file brings notes. */
export const readRegister = async (
  ctx: ReadCtx,
  drafts: readonly DraftRow[],
  also: { notes: boolean },
): Promise<WholePartner[]> => {
  const { tenant } = ctx.actor
  const codes = new Set<string>()
  const numbers = new Set<string>()
  const variants = new Set<string>()
  await inTurns(drafts, ({ draft }) => {
    if (draft.code !== null) codes.add(codeKey(draft.code))
    if (draft.corporateNumber !== null) numbers.add(draft.corporateNumber)
    if (draft.name !== null) variants.add(variantKey(draft.name))
  })
  const found = await partnersByKeys(ctx.db, tenant, {
    codes: [...codes],
    numbers: [...numbers],
    variants: [...variants],
  })
  return completePartners(ctx.db, tenant, await withSurvivors(ctx, found), also)
}
