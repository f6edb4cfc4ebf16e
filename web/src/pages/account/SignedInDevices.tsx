import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { answer, api, body } from '../../lib/api.ts'
import { useClock } from '../../lib/clock.ts'
import { deviceName } from '../../lib/device-name.ts'
import { problemOf } from '../../lib/problem.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { listState } from '../../ui/list-state.ts'
import { Section } from '../../ui/Section.tsx'

const devices = ['account', 'sessions']

export function SignedInDevices() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const query = useQuery({ queryKey: devices, queryFn: () => body(api.GET('/api/v1/account/sessions')) })
  const endOthers = useMutation({
    mutationFn: () => answer(api.DELETE('/api/v1/account/sessions')),
    onSuccess: () => client.invalidateQueries({ queryKey: devices }),
  })
  const rows = query.data?.items ?? []
  const { moment } = useClock()
  const nameOf = (row: (typeof rows)[number]) =>
    row.device === null ? t('account.unknownDevice') : deviceName(row.device)
  return (
    <Section title={t('account.sessions')}>
      {endOthers.error && <ErrorState what={t('errors.act')} problem={problemOf(endOthers.error)} />}
      <DataTable
        caption={t('account.sessions')}
        rows={rows}
        idOf={(row) => row.id}
        nameOf={nameOf}
        nameHeader={t('account.device')}
        name={nameOf}
        meta={(row) => (row.current ? t('account.current') : null)}
        columns={[
          { key: 'createdAt', header: t('account.startedAt'), align: 'end', cell: (row) => moment(row.createdAt) },
          { key: 'lastSeenAt', header: t('account.lastSeenAt'), align: 'end', cell: (row) => moment(row.lastSeenAt) },
        ]}
        {...listState(query, t('account.sessionsLoad'))}
        empty={t('account.noOthers')}
      />
      {rows.length > 1 && (
        <Button loading={endOthers.isPending} onClick={() => endOthers.mutate()}>
          {t('account.endOthers')}
        </Button>
      )}
      <p role="status" className="meta">
        {endOthers.isSuccess && t('account.endedOthers')}
      </p>
    </Section>
  )
}
