import { z } from 'zod'
import { Key, localisedText } from './document.contract.ts'
import { months, origin, RiskLevel } from './policy-block.contract.ts'

const Evaluation = z.strictObject({
  level: RiskLevel,
  atRenewal: z
    .boolean()
    .describe('Whether the evaluation belongs to the renewal of the contract, within the interval at most.'),
  intervalMonths: z
    .strictObject({
      unrated: months('Interval while no maturity is known'),
      M1: months('Interval at M1'),
      M2: months('Interval at M2'),
      M3: months('Interval at M3'),
      M4: months('Interval at M4'),
      M5: months('Interval at M5'),
    })
    .describe('Interval between evaluations by maturity band.'),
  method: localisedText(120).describe('How the evaluation is done.'),
  requestHours: z.number().min(0).max(80).describe('Estimated hours the partner spends on a full question set.'),
  items: z.int().min(1).max(500).describe('Number of items of the question set.'),
})

const DropReaction = z.strictObject({
  level: RiskLevel,
  dropPoints: z
    .int()
    .min(1)
    .max(100)
    .nullable()
    .describe('Fall of the score since the last confirmed result that starts a reaction; null when only events count.'),
  reaction: z
    .enum(['act-at-once', 'warn', 'ask-to-improve', 're-assess', 'serious-incident-only'])
    .describe('Kind of reaction.'),
  text: localisedText(120).describe('The reaction in words.'),
})

const Audit = z.strictObject({
  level: RiskLevel,
  intervalMonths: z
    .int()
    .min(1)
    .max(120)
    .nullable()
    .describe('Interval of audits in months; null for audits on an event only.'),
  method: localisedText(120).describe('How the audit is done.'),
  onSiteMonths: z.int().min(1).max(120).nullable().describe('Longest time between visits on site, in months.'),
  items: z.int().min(0).max(500).describe('Number of audit items.'),
  people: z.int().min(0).max(50).describe('Number of auditors.'),
  days: z.number().min(0).max(60).describe('Days on site or at work.'),
})

export const Evaluations = z.strictObject({
  ...origin,
  lightUpToMonths: months('A cycle of at most this length asks only for changed answers and open actions'),
  fullQuestionnaireMonths: months('Longest time without a full questionnaire where cycles are light'),
  mailsPerRequest: z.number().min(0).max(50).describe('Estimated mails a request causes, reminders included.'),
  levels: z.array(Evaluation).length(5).describe('Evaluation by level.'),
  drops: z.array(DropReaction).length(5).describe('Reaction to a falling score by level.'),
})

export const Audits = z.strictObject({
  ...origin,
  levels: z.array(Audit).length(5).describe('Audit by level.'),
  areas: z
    .array(
      z.strictObject({
        key: Key,
        label: localisedText(30).describe('Name of the area.'),
        items: z.int().min(1).max(100).describe('Number of items in a full audit.'),
      }),
    )
    .min(1)
    .max(12)
    .describe('Areas of a full audit.'),
})

export const Candidates = z.strictObject({
  ...origin,
  checkSet: RiskLevel.describe('Question set for the check before a contract.'),
  comparedAtMost: z.int().min(1).max(20).describe('Most candidates compared with each other.'),
  requiredFor: z.array(RiskLevel).max(5).describe('Levels that need the check or an approved exception.'),
})
