import { parseArgs } from 'node:util'
import type { z } from 'zod'
import type { AssessmentStatus, DraftBody, Drafted, Sent } from '../features/assessments/assessment.contract.ts'
import { CliError, type Client } from './client.ts'
import type { Answer, Command } from './command.ts'
import { rowsOf } from './partner-rows.ts'

// As many as one request to the API may name.
const MOST = 500

const TEXTS = {
  necessity: { type: 'string' },
  scope: { type: 'string' },
  method: { type: 'string' },
  deadline: { type: 'string' },
  department: { type: 'string' },
  'help-offered': { type: 'string' },
  'contact-ways': { type: 'string' },
} as const

const asked = async (client: Client, named: readonly string[], filter: string | undefined): Promise<string[]> => {
  if (named.length > 0 && filter === undefined) return [...named]
  if (named.length > 0 || filter === undefined)
    throw new CliError('--partner か --filter のどちらか一方を指定してください。/ Give either --partner or --filter.')
  const rows = await rowsOf(client, Object.fromEntries(new URLSearchParams(filter)), MOST + 1)
  if (rows.length === 0) throw new CliError('条件に合う取引先がありません。/ No partner fits the filter.')
  if (rows.length > MOST)
    throw new CliError(
      `条件に合う取引先が${MOST}社を超えています。絞り込んでください。/ More than ${MOST} partners fit: narrow the filter.`,
    )
  return rows.map(({ id }) => id)
}

const send = async (client: Client, args: string[]): Promise<Answer> => {
  const { values } = parseArgs({
    args,
    options: { ...TEXTS, partner: { type: 'string', multiple: true }, filter: { type: 'string' } },
  })
  const { partner = [], filter, necessity, 'help-offered': helpOffered, 'contact-ways': contactWays, ...more } = values
  if (necessity === undefined)
    throw new CliError('--necessity に、お願いする理由を書いてください。/ Say with --necessity why you ask.')
  const ids = await asked(client, partner, filter)
  const body: z.input<typeof DraftBody> = {
    partners: ids.map((partnerId) => ({ partnerId })),
    necessity,
    ...more,
    ...(helpOffered === undefined ? {} : { helpOffered }),
    ...(contactWays === undefined ? {} : { contactWays }),
  }
  const drafted = await client.send<z.output<typeof Drafted>>('POST', '/assessments', body)
  const { sent, held } = await client.send<z.output<typeof Sent>>('POST', '/assessments/send', {
    ids: drafted.items.map(({ id }) => id),
  })
  const partnerOf = new Map(drafted.items.map(({ id, partnerId }) => [id, partnerId]))
  return {
    json: {
      sent: sent.map((id) => ({ id, partnerId: partnerOf.get(id) })),
      held: held.map(({ id, problems }) => ({ id, partnerId: partnerOf.get(id), problems })),
    },
    lines: [
      `送信 ${sent.length}件、下書きのまま ${held.length}件 / sent ${sent.length}, kept as drafts ${held.length}`,
      ...held.map(({ id, problems }) => `${partnerOf.get(id)}\t${problems.map(({ message }) => message).join(' ')}`),
    ],
  }
}

const status = async (client: Client, args: string[]): Promise<Answer> => {
  const { values } = parseArgs({ args, options: { partner: { type: 'string' }, mine: { type: 'boolean' } } })
  const query = new URLSearchParams({
    ...(values.partner === undefined ? {} : { partnerId: values.partner }),
    ...(values.mine === true ? { mine: 'true' } : {}),
  })
  const counts = await client.get<z.output<typeof AssessmentStatus>>(`/assessments/status?${query}`)
  const { total, overdue, failed, states } = counts
  return {
    json: counts,
    lines: [
      ...states.map(({ key, count }) => `${key}\t${count}`),
      `total\t${total}`,
      `overdue\t${overdue}`,
      `failed\t${failed}`,
    ],
  }
}

/** Commands about assessments. */
export const assessmentCommands: Record<string, Command> = {
  send: {
    usage:
      '(--partner ID … | --filter "level=3,4&stage=live") --necessity TEXT [--scope TEXT] [--method TEXT] [--deadline YYYY-MM-DD] [--department TEXT] [--help-offered TEXT] [--contact-ways TEXT]',
    about: { ja: '評価への回答をお願いする', en: 'Ask partners for their answers' },
    run: send,
  },
  status: {
    usage: '[--partner ID] [--mine]',
    about: { ja: '評価の進み具合を見る', en: 'Show how the assessments stand' },
    run: status,
  },
}
