/** Which partners the triage shows: those without a level, those with a provisional one, or all. */
export const triageChoices = ['unrated', 'provisional', 'all'] as const
export type TriageChoice = (typeof triageChoices)[number]
