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

export const Industries = z
  .strictObject({
    ...documentHead,
    profileClasses: z
      .array(z.strictObject({ key: Key, title: localisedText(30).describe('Name of the class of industries.') }))
      .min(1)
      .max(20)
      .describe('Classes of industries for which the policy holds a proposal.'),
    industries: z
      .array(
        z.strictObject({
          key: Key,
          name: localisedText(30).describe('Name of the industry.'),
          profileClass: Key.describe('Class under which the policy proposes a level.'),
          likelihood: z.int().min(0).max(2).describe('Start value of the industry factor of likelihood.'),
          synonyms: z
            .array(z.string().min(1).max(40))
            .max(40)
            .describe('Other names found in files, such as the categories of securities reports.'),
        }),
      )
      .min(1)
      .max(200)
      .describe('Industries in the order of the list.'),
    notIndustries: z
      .array(z.string().min(1).max(60))
      .max(40)
      .describe('Category names in files that say who files a report, not in which industry it works.'),
  })
  .superRefine((document, context) => {
    const report = context.addIssue.bind(context)
    refuseRepeatedKeys(document.industries, 'industries', report)
    const taken = new Set<string>(document.notIndustries)
    document.industries.forEach((industry, index) => {
      if (!document.profileClasses.some((profile) => profile.key === industry.profileClass))
        report(
          problemAt(
            ['industries', index, 'profileClass'],
            'unknown class',
            'この分類は profileClasses にありません。',
            industry.profileClass,
          ),
        )
      industry.synonyms.forEach((synonym, place) => {
        if (taken.has(synonym))
          report(
            problemAt(
              ['industries', index, 'synonyms', place],
              'synonym stands twice',
              '同じ呼び方が重複しています。',
              synonym,
            ),
          )
        taken.add(synonym)
      })
    })
  })

/** Reads the list of industries from the catalogue. */
export const parseIndustries = (value: unknown, words?: ProblemWords) => parseDocument(Industries, value, words)
