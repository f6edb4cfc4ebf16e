import type { components } from '../../lib/api.gen.d.ts'

export type Dashboard = components['schemas']['Dashboard']
export type UrgentRow = Dashboard['urgent'][number]

export const OVERDUE_KINDS: ReadonlySet<UrgentRow['kind']> = new Set(['answer_overdue', 'evaluation_overdue'])
