import type { ComponentType } from 'react'

export type PartnerBlock = { key: string; Block: ComponentType<{ partnerId: string }> }

/** What other screens add to the left side of a partner's page, in reading order: level and reasons, connections. */
export const partnerBlocks: readonly PartnerBlock[] = []
