import type { RegisteredFacts } from '../../domain/intake/ledger-plan.ts'
import { codeKey } from '../../domain/intake/matching.ts'
import type { EmailAddress } from '../../domain/text/email.ts'
import { variantKey } from '../../domain/text/matching-key.ts'
import type { ReadCtx } from '../../platform/context.ts'
import { completePartners, partnersByKeys, type WholePartner } from '../partners/partner-bulk.queries.ts'
import { type DraftRow, inTurns } from './evaluation.ts'

/** The facts of a registered partner in the form in which a ledger is compared with them. */
export const factsOf = ({ partner, unitIds, contacts }: WholePartner): RegisteredFacts => {
  const { id, stage, code, name, reading, nameEn, formerNames, corporateNumber, country, postalCode, address } = partner
  const { industryNote, employees, capitalYen, kind, website, tags } = partner
  return {
    ...{ id, code, name, reading, nameEn, formerNames, corporateNumber, country, postalCode, address },
    ...{ industryNote, employees, capitalYen, kind, website, tags, unitIds, archived: stage === 'archived' },
    contacts: contacts.map((contact) => ({
      name: contact.name === '' ? null : contact.name,
      email: contact.email as EmailAddress | null,
      phone: contact.phone,
    })),
  }
}

/** Reads the partners that the rows of a file could mean. */
export const readRegister = async (ctx: ReadCtx, drafts: readonly DraftRow[]): Promise<WholePartner[]> => {
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
  return completePartners(ctx.db, tenant, found)
}
