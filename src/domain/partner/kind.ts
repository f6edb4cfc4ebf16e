/** What a partner is to us. */
export const PARTNER_KINDS = ['supplier', 'contractor', 'subsidiary', 'customer', 'other'] as const
export type PartnerKind = (typeof PARTNER_KINDS)[number]
