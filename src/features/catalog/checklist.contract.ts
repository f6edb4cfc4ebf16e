import { z } from 'zod'
import {
  documentHead,
  Key,
  localisedText,
  type ProblemWords,
  parseDocument,
  problemAt,
  refuseRepeatedKeys,
} from './document.contract.ts'
import { References } from './framework.contract.ts'

const RISK_LEVELS = ['R0', 'R1', 'R2', 'R3', 'R4'] as const
const RiskLevel = z.enum(RISK_LEVELS).describe('Level of inherent risk whose question set holds the item.')

const AnswerMeanings = z
  .strictObject({
    done: localisedText(120).describe('What ○ (done) means for this item.'),
    partly: localisedText(120).describe('What △ (partly done) means for this item.'),
    notYet: localisedText(120).describe('What × (not yet) means for this item, without blame.'),
    notApplicable: localisedText(120).describe('When － (not applicable) may be chosen for this item.'),
  })
  .describe('The meaning of each answer, specific to the item.')

const Step = z.strictObject({
  minutes: z.int().min(5).max(960).describe('Working time of one person for this step, in minutes.'),
  text: localisedText(160).describe('One concrete act that needs no purchase.'),
})

const Cost = z
  .strictObject({
    fromYen: z.int().min(0).max(100_000_000).describe('Lower end of the estimate in yen.'),
    toYen: z.int().min(0).max(100_000_000).describe('Upper end of the estimate in yen.'),
    per: z.enum(['once', 'month', 'year']).describe('Whether the amount is paid once, each month or each year.'),
    note: localisedText(160).describe('What the money buys, for which size, and what stays free.'),
  })
  .refine((cost) => cost.fromYen <= cost.toYen, {
    path: ['toYen'],
    message: 'upper end is below the lower end',
    params: { ja: '上限が下限を下回っています。' },
  })
  .describe('Rough cost of the step after the free start, for a company of about 20 people.')

const ChecklistItem = z
  .strictObject({
    key: Key.describe('Key of the item; answers refer to it across versions.'),
    category: Key.describe('Key of the category that the item is counted in.'),
    section: Key.describe('Key of the section under which a respondent sees the item.'),
    sets: z.array(RiskLevel).min(1).max(5).describe('Levels whose question set holds the item.'),
    keyItem: z.boolean().describe('Whether the upper maturity bands need evidence for this item.'),
    weight: z.int().min(1).max(10).describe('Points of a full answer.'),
    effort: z.int().min(1).max(3).describe('Effort to put in place: 1 within days, 2 within weeks, 3 within months.'),
    label: z
      .strictObject({
        ja: z.string().min(1).max(14).describe('Short Japanese name for lists.'),
        en: z.string().min(1).max(40).describe('Short English name for lists.'),
      })
      .describe('Short name for lists and charts.'),
    question: localisedText(120).describe('The question in plain words.'),
    answers: AnswerMeanings,
    why: localisedText(220).describe('Why the item matters to a small company.'),
    start: z.array(Step).min(1).max(4).describe('How to start on Monday without money.'),
    cost: Cost,
    evidence: z
      .array(localisedText(120))
      .min(1)
      .max(4)
      .describe('Files or photos that show the state; names of persons may be masked.'),
    references: References,
  })
  .refine(
    (item) => {
      const first = RISK_LEVELS.findIndex((level) => item.sets.includes(level))
      return RISK_LEVELS.slice(first).every((level) => item.sets.includes(level))
    },
    {
      path: ['sets'],
      message: 'an item of a lower set must be in every higher set',
      params: { ja: '下の水準で聞く項目は、上のすべての水準でも聞いてください。' },
    },
  )

const Group = z.strictObject({
  key: Key,
  title: localisedText(30).describe('Heading of the group.'),
})

export const Checklist = z
  .strictObject({
    ...documentHead,
    categories: z.array(Group).min(1).max(12).describe('Categories in which items are counted.'),
    sections: z.array(Group).min(1).max(12).describe('Sections in the order in which a respondent meets them.'),
    items: z.array(ChecklistItem).min(1).max(500).describe('The items in their order of asking.'),
  })
  .superRefine((checklist, context) => {
    const report = context.addIssue.bind(context)
    refuseRepeatedKeys(checklist.items, 'items', report)
    refuseRepeatedKeys(checklist.categories, 'categories', report)
    refuseRepeatedKeys(checklist.sections, 'sections', report)
    checklist.items.forEach((item, index) => {
      if (!checklist.categories.some((category) => category.key === item.category))
        report(
          problemAt(
            ['items', index, 'category'],
            'unknown category',
            'この区分は categories にありません。',
            item.category,
          ),
        )
      if (!checklist.sections.some((section) => section.key === item.section))
        report(
          problemAt(['items', index, 'section'], 'unknown section', 'この節は sections にありません。', item.section),
        )
    })
  })

export type ChecklistDocument = z.infer<typeof Checklist>

/** Reads a question set document from the catalogue. */
export const parseChecklist = (value: unknown, words?: ProblemWords) => parseDocument(Checklist, value, words)
