import { displayScore } from '../../domain/maturity/score.ts'
import { inLanguage, type LoadedSet } from './question-set.service.ts'
import type { Result } from './review.store.ts'

const scoreText = (row: Result): string | null =>
  row.scoreNum === null || row.scoreDen === null
    ? null
    : displayScore({ numerator: row.scoreNum, denominator: row.scoreDen })

/** A result in words: score cut to one decimal, band, what holds it down, the cheapest steps with help, when we look again. */
export const resultView = (row: Result, set: LoadedSet, lang: string) => {
  const item = (key: string) => set.asked.items.find((one) => one.key === key)
  const label = (key: string) => {
    const found = item(key)
    return found === undefined ? key : inLanguage(found.label, lang)
  }
  return {
    id: row.id,
    assessmentId: row.requestId,
    itemSet: row.itemSet,
    score: scoreText(row),
    scoreBp: row.scoreBp,
    band: row.band,
    bandName: row.words === null ? null : inLanguage(row.words.band, lang),
    bandByScore: row.bandByScore,
    cappedBy: row.cappedBy.map((key) => ({ questionKey: key, label: label(key) })),
    manyNotApplicable: row.manyNotApplicable,
    breakdown: row.breakdown.map((group) => ({
      category: group.category,
      title: inLanguage(
        set.asked.categories.find(({ key }) => key === group.category)?.title ?? {
          ja: group.category,
          en: group.category,
        },
        lang,
      ),
      scoreBp: group.basisPoints,
      counts: group.counts,
    })),
    nextStep: row.words === null ? null : inLanguage(row.words.nextStep, lang),
    help: row.words?.help ?? null,
    steps: row.steps.map((step) => {
      const found = item(step.item)
      return {
        questionKey: step.item,
        label: label(step.item),
        scoreBpAfter: step.basisPointsAfter,
        bandAfter: step.bandAfter,
        start: (found?.start ?? []).map(({ minutes, text }) => ({ minutes, text: inLanguage(text, lang) })),
      }
    }),
    change: {
      kind: row.change.kind,
      basisPoints: 'changeBasisPoints' in row.change ? row.change.changeBasisPoints : null,
      reaction: row.change.kind === 'dropped' ? row.change.reaction : null,
      previousItemSet: row.change.kind === 'not_comparable' ? row.change.previousItemSet : null,
    },
    level: row.level,
    ruleVersion: row.ruleVersion,
    confirmedOn: row.confirmedOn,
    nextDue: row.nextDue,
    nextDueProvisional: row.nextDueProvisional,
    note: row.note,
  }
}
