import { z } from 'zod'
import { CONNECTION_KINDS } from '../../domain/risk/connection-bits.ts'
import { Key, localisedText, problemAt, refuseRepeatedKeys } from './document.contract.ts'
import { origin } from './policy-block.contract.ts'

const step = (most: number, what: string) => z.int().min(0).max(most).describe(what)
const StepsFrom = (what: string) =>
  z
    .array(
      z.strictObject({
        atLeast: z.int().min(1).max(1e12).describe('Figure from which the points hold.'),
        points: step(3, 'Points from that figure on.'),
      }),
    )
    .min(1)
    .max(10)
    .describe(what)
const words = { label: localisedText(30).describe('Name shown to people.') }

export const Facts = z
  .strictObject({
    ...origin,
    dataClasses: z
      .array(
        z.strictObject({
          key: Key,
          ...words,
          points: step(3, 'Points of the class.'),
          confidential: z.boolean().describe('Whether the class counts as confidential for the suggested star.'),
        }),
      )
      .min(1)
      .max(20)
      .describe('Classes of information a partner may hold.'),
    dataVolumes: z
      .array(z.strictObject({ key: Key, ...words, points: step(3, 'Points the volume adds.') }))
      .min(1)
      .max(10)
      .describe('How much information it is.'),
    personalCount: StepsFrom('Points by number of people whose data is held.'),
    connectionKinds: z
      .array(
        z.strictObject({
          kind: z.enum(CONNECTION_KINDS).describe('Kind of connection.'),
          ...words,
          points: step(3, 'Points of the kind.'),
        }),
      )
      .length(CONNECTION_KINDS.length)
      .describe('Kinds of connection.'),
    directions: z
      .array(
        z.strictObject({
          direction: z.enum(['inbound', 'outbound', 'both']).describe('Who starts the connection.'),
          ...words,
          points: step(3, 'Points the direction adds.'),
          entersUs: z.boolean().describe('Whether the partner comes into our systems.'),
        }),
      )
      .length(3)
      .describe('Directions, seen from us.'),
    alwaysOn: z
      .strictObject({
        points: step(3, 'Points that an always open connection adds.'),
        yes: localisedText(20).describe('Name of an always open connection.'),
        no: localisedText(20).describe('Name of a connection opened when needed.'),
      })
      .describe('Whether the connection is always open.'),
    yearlyFee: StepsFrom('Points by yearly fee in yen without tax.'),
    maturity: z
      .strictObject({
        M1: step(3, 'Points at M1.'),
        M2: step(3, 'Points at M2.'),
        M3: step(3, 'Points at M3.'),
        M4: step(3, 'Points at M4.'),
        M5: step(3, 'Points at M5.'),
        unassessed: step(3, 'Points while nothing is confirmed.'),
      })
      .describe('Points by confirmed maturity.'),
    otherIndustry: step(2, 'Points of an industry outside the list.'),
  })
  .superRefine((facts, context) => {
    const report = context.addIssue.bind(context)
    refuseRepeatedKeys(facts.dataClasses, 'dataClasses', report)
    refuseRepeatedKeys(facts.dataVolumes, 'dataVolumes', report)
    const twice = (list: 'connectionKinds' | 'directions', values: readonly string[]) => {
      const at = values.findIndex((value, index) => values.indexOf(value) !== index)
      if (at >= 0) report(problemAt([list, at], 'stands twice', '同じものが重複しています。', values[at]))
    }
    twice(
      'connectionKinds',
      facts.connectionKinds.map((entry) => entry.kind),
    )
    twice(
      'directions',
      facts.directions.map((entry) => entry.direction),
    )
  })
