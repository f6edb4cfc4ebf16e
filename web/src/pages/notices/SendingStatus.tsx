import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { components } from '../../lib/api.gen.d.ts'
import { answer, api, body } from '../../lib/api.ts'
import { useClock } from '../../lib/clock.ts'
import { problemOf } from '../../lib/problem.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { listState } from '../../ui/list-state.ts'
import { Section } from '../../ui/Section.tsx'
import { Signal, type Weight } from '../../ui/Signal.tsx'
import { ToggleChips } from '../../ui/ToggleChips.tsx'
import './sending.css'

type Message = components['schemas']['Message']
type State = Message['state']

/** Which messages: those of a notice, a partner or a matter; all of the reader's when nothing is given. */
type Props = { of: { notice?: string; partner?: string; matter?: string } }

const weights: Record<State, Weight> = {
  pending: 'plan',
  sending: 'plan',
  sent: 'done',
  delivered: 'done',
  failed: 'stop',
  cancelled: 'unknown',
}
const weightOf = (message: Message): Weight =>
  message.waitingFor === 'no_mail_server' ? 'wait' : weights[message.state]

const known = [
  'no_mail_server',
  'retry',
  'turn',
  'refused',
  'gave_up',
  'text_unreadable',
  'recipient_unknown',
  'recipient_revoked',
  'partner_archived',
  'address_missing',
  'cancelled_by_person',
] as const
const whyOf = (message: Message) => {
  const reason = message.failure ?? message.waitingFor
  return reason === null ? undefined : (known.find((each) => each === reason) ?? 'other')
}

/** What became of each mail, why it waits or failed, and the way to send it again or stop it. */
export function SendingStatus({ of }: Props) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [state, setState] = useState<State | 'all'>('all')
  const [trail, setTrail] = useState<string[]>([])
  const after = trail.at(-1)
  const queryKey = ['messages', of, state, after]
  const query = useQuery({
    queryKey,
    queryFn: () =>
      body(
        api.GET('/api/v1/messages', {
          params: {
            query: {
              ...of,
              ...(state === 'all' ? {} : { state }),
              ...(after === undefined ? {} : { after }),
              limit: 20,
            },
          },
        }),
      ),
    refetchInterval: 10_000,
    placeholderData: (before) => before,
  })
  const renew = () => client.invalidateQueries({ queryKey: ['messages'] })
  const path = (id: string) => ({ params: { path: { id } } })
  const resend = useMutation({
    mutationFn: (id: string) => body(api.POST('/api/v1/messages/{id}/resend', path(id))),
    onSuccess: renew,
  })
  const cancel = useMutation({
    mutationFn: (id: string) => answer(api.POST('/api/v1/messages/{id}/cancel', path(id))),
    onSuccess: renew,
  })
  const counts = query.data?.counts ?? []
  const total = counts.reduce((sum, each) => sum + each.count, 0)
  const rows = query.data?.items ?? []
  const next = query.data?.next
  const maySend = query.data?.can.includes('notice:send') ?? false
  const { moment } = useClock()
  const actOf = (row: Message) => {
    if (!maySend) return null
    if (row.state === 'failed' || row.state === 'sent')
      return (
        <Button
          size="compact-sm"
          {...(row.state === 'sent' ? { variant: 'subtle' } : {})}
          loading={resend.isPending && resend.variables === row.id}
          onClick={() => resend.mutate(row.id)}
        >
          {t('sending.resend')}
        </Button>
      )
    return row.state === 'pending' ? (
      <Button
        size="compact-sm"
        loading={cancel.isPending && cancel.variables === row.id}
        onClick={() => cancel.mutate(row.id)}
      >
        {t('sending.cancel')}
      </Button>
    ) : null
  }
  const from = trail.length * 20
  const failed = resend.error ?? cancel.error
  return (
    <Section title={t('sending.title')}>
      {failed && <ErrorState what={t('errors.act')} problem={problemOf(failed)} />}
      {total > 0 && (
        <div className="sending-states">
          <ToggleChips
            label={t('sending.state')}
            options={[
              { key: 'all' as const, label: t('sending.all', { count: total }) },
              ...counts.map((each) => ({
                key: each.state,
                label: t('sending.counted', { state: t(`sending.${each.state}`), count: each.count }),
              })),
            ]}
            value={state}
            onChange={(key) => {
              setState(key)
              setTrail([])
            }}
          />
        </div>
      )}
      <DataTable
        caption={t('sending.title')}
        rows={rows}
        idOf={(row) => row.id}
        nameOf={(row) => row.address}
        nameHeader={t('sending.to')}
        name={(row) => row.address}
        meta={(row) => row.subject}
        columns={[
          {
            key: 'state',
            header: t('sending.state'),
            cell: (row) => {
              const why = whyOf(row)
              return (
                <span className="sending-state">
                  <Signal weight={weightOf(row)} word={t(`sending.${row.state}`)} />
                  {why !== undefined && <span className="meta">{t(`sending.why.${why}`)}</span>}
                </span>
              )
            },
          },
          {
            key: 'last',
            header: t('sending.last'),
            align: 'end',
            cell: (row) => moment(row.sentAt ?? row.tries.at(-1)?.at ?? row.createdAt),
          },
          { key: 'acts', header: t('sending.acts'), headerHidden: true, align: 'end', cell: actOf },
        ]}
        {...listState(query, t('sending.load'), query.isPending || query.isPlaceholderData)}
        {...(trail.length > 0 || typeof next === 'string'
          ? {
              pager: {
                from: from + 1,
                to: from + rows.length,
                ...(trail.length > 0 ? { onPrevious: () => setTrail(trail.slice(0, -1)) } : {}),
                ...(typeof next === 'string' ? { onNext: () => setTrail([...trail, next]) } : {}),
              },
            }
          : {})}
        empty={t('sending.empty')}
      />
      <p role="status" className="meta">
        {resend.isSuccess && t('sending.resent')}
        {cancel.isSuccess && t('sending.stopped')}
      </p>
    </Section>
  )
}
