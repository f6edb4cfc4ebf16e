import type { ComponentType } from 'react'
import { LevelReasons } from '../classification/LevelReasons.tsx'
import { PartnerConnections } from '../classification/PartnerConnections.tsx'

type PartnerBlock = { key: string; Block: ComponentType<{ partnerId: string }> }

/** What other screens add to the left side of a partner's page, in reading order: level and reasons, connections. */
export const partnerBlocks: readonly PartnerBlock[] = [
  { key: 'level', Block: LevelReasons },
  { key: 'connections', Block: PartnerConnections },
]
