import { z } from 'zod'

const count = (what: string) => z.number().int().describe(what)
const counts = (what: string) =>
  z.array(z.object({ key: z.string().describe('Value'), count: count('Partners') })).describe(what)

export const DashboardView = z
  .object({
    total: count('Live partners in the reader’s scope'),
    unrated: count('Not rated at all'),
    provisional: count('Rated by the three-question triage only'),
    matrix: z
      .array(z.array(z.number().int().min(0).max(4).describe('Level')).describe('One impact band, likelihood rising'))
      .describe('Level of each cell of the matrix in force, impact rising'),
    cells: counts('Matrix cells: impact band and likelihood band'),
    levels: counts('Effective levels'),
    maturity: counts('Maturity of the last confirmed answers'),
    states: counts('States of running assessments'),
    answersOverdue: count('Answers past due'),
    evaluationsOverdue: count('Evaluations past due'),
    evidenceExpiring: count('Certificates that end within 90 days or have ended'),
    approvalsWaiting: count('Requests for approval that wait for the reader'),
    units: z
      .array(
        z.object({
          id: z.uuid().describe('Unit'),
          name: z.string().describe('Name'),
          asked: count('Partners asked and not yet confirmed'),
          answered: count('Of these, handed in'),
          confirmed: count('Partners confirmed'),
          overdue: count('Answers past due'),
        }),
      )
      .describe('Progress by unit'),
    urgent: z
      .array(
        z.object({
          partnerId: z.uuid().describe('Partner'),
          name: z.string().describe('Name'),
          level: z.number().int().nullable().describe('Effective level'),
          kind: z.enum(['review', 'answer_overdue', 'evaluation_overdue']).describe('What is needed'),
          due: z.iso.date().nullable().describe('Since or until when'),
        }),
      )
      .describe('What needs someone, most consequential first'),
    can: z.array(z.string()).describe('Rights held'),
  })
  .meta({ id: 'Dashboard' })
