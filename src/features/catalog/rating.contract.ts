import { z } from 'zod'
import { Key, localisedText, problemAt, refuseRepeatedKeys } from './document.contract.ts'
import { origin } from './policy-block.contract.ts'

const Axis = z.enum(['low', 'mid', 'high'])

const Factor = z.strictObject({
  key: Key,
  label: localisedText(30).describe('Name of the factor.'),
  question: localisedText(120).describe('The question a department answers to set the points.'),
  proposedFrom: z
    .enum(['answer', 'data', 'connections', 'fee', 'overseas', 'maturity', 'industry'])
    .describe('Facts that propose the points; "answer" leaves them to a person.'),
  points: z
    .array(
      z.strictObject({
        points: z.int().min(0).max(3).describe('Points that the answer gives.'),
        label: localisedText(30).describe('Short name of the answer.'),
        criteria: localisedText(160).describe('When the answer applies.'),
      }),
    )
    .min(2)
    .max(4)
    .describe('The answers from least to most.'),
})

export const Scale = z
  .strictObject({
    ...origin,
    label: localisedText(30).describe('Name of the axis.'),
    factors: z.array(Factor).min(1).max(10).describe('Factors whose points are added.'),
    bounds: z
      .array(
        z.strictObject({
          band: Axis.describe('Place on the axis.'),
          from: z.int().min(0).max(99).describe('Fewest points of the place.'),
          to: z.int().min(0).max(99).describe('Most points of the place.'),
          label: localisedText(20).describe('Name of the place.'),
        }),
      )
      .length(3)
      .describe('Points that make low, middle and high, without gap or overlap.'),
  })
  .superRefine((scale, context) => {
    refuseRepeatedKeys(scale.factors, 'factors', context.addIssue.bind(context))
    const most = scale.factors.reduce(
      (sum, factor) => sum + Math.max(...factor.points.map((answer) => answer.points)),
      0,
    )
    scale.factors.forEach((factor, index) => {
      if (factor.points.some((answer, place) => answer.points !== place))
        context.addIssue(
          problemAt(
            ['factors', index, 'points'],
            'points must rise from 0 by 1',
            '点数は0から1点ずつ上げてください。',
            factor.key,
          ),
        )
    })
    scale.bounds.forEach((bound, index) => {
      if (bound.band !== Axis.options[index])
        context.addIssue(
          problemAt(
            ['bounds', index, 'band'],
            `the place must be "${Axis.options[index]}"`,
            `この位置には「${Axis.options[index]}」を置いてください。`,
            bound.band,
          ),
        )
      if (bound.from !== (scale.bounds[index - 1]?.to ?? -1) + 1 || bound.to < bound.from)
        context.addIssue(
          problemAt(
            ['bounds', index],
            'bounds leave a gap or overlap',
            '点数の範囲に、すき間か重なりがあります。',
            bound.band,
          ),
        )
    })
    if (scale.bounds[2]?.to !== most)
      context.addIssue(
        problemAt(
          ['bounds', 2, 'to'],
          `bounds end before ${most} points`,
          `範囲の終わりを、満点の${most}点に合わせてください。`,
          most,
        ),
      )
  })
