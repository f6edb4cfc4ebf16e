// Who decides while someone is away? For everyone who takes part in approvals.
import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api, body } from '../../lib/api.ts'
import { useClock } from '../../lib/clock.ts'
import { problemOf } from '../../lib/problem.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { SidePanel } from '../../ui/Dialog.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { listState } from '../../ui/list-state.ts'
import { showNotice } from '../../ui/undo-notice.tsx'
import { DeputyForm } from './DeputyForm.tsx'
import { SettingsFrame } from './SettingsFrame.tsx'

const key = ['deputies']

export function DeputiesPage() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [open, setOpen] = useState(false)
  const query = useQuery({ queryKey: key, queryFn: () => body(api.GET('/api/v1/approvals/deputies')) })
  const remove = useMutation({
    mutationFn: (id: string) => answer(api.DELETE('/api/v1/approvals/deputies/{id}', { params: { path: { id } } })),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: key })
      showNotice(t('settings.deputyRemoved'))
    },
  })
  const { moment } = useClock()
  return (
    <SettingsFrame
      acts={
        <Button variant="filled" onClick={() => setOpen(true)}>
          {t('settings.deputyAdd')}
        </Button>
      }
    >
      <p className="prose">{t('settings.deputiesLead')}</p>
      {remove.error && <ErrorState what={t('errors.act')} problem={problemOf(remove.error)} />}
      <DataTable
        caption={t('settings.deputies')}
        rows={query.data?.items ?? []}
        idOf={(row) => row.id}
        nameOf={(row) => row.member.name}
        nameHeader={t('settings.deputyFor')}
        name={(row) => row.member.name}
        columns={[
          { key: 'deputy', header: t('settings.deputyWho'), cell: (row) => row.deputy.name },
          {
            key: 'period',
            header: t('settings.deputyPeriod'),
            cell: (row) => t('settings.deputyRange', { from: moment(row.startsAt), until: moment(row.endsAt) }),
          },
          {
            key: 'act',
            header: t('settings.act'),
            headerHidden: true,
            align: 'end',
            cell: (row) =>
              row.removable && (
                <button type="button" className="plain-button link-button" onClick={() => remove.mutate(row.id)}>
                  {t('settings.deputyRemove')}
                  <span className="visually-hidden"> {row.deputy.name}</span>
                </button>
              ),
          },
        ]}
        {...listState(query, t('settings.loadFailed'))}
        empty={t('settings.deputiesEmpty')}
      />
      <SidePanel position="right" opened={open} onClose={() => setOpen(false)} title={t('settings.deputyAdd')}>
        <DeputyForm
          onDone={async (name) => {
            await client.invalidateQueries({ queryKey: key })
            setOpen(false)
            showNotice(t('settings.deputyAdded', { name }))
          }}
        />
      </SidePanel>
    </SettingsFrame>
  )
}
