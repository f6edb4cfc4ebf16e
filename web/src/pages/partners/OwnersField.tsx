import { Button, MultiSelect, Popover, Stack } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { components } from '../../lib/api.gen.d.ts'
import { api, body } from '../../lib/api.ts'
import { listed } from '../../lib/listed.ts'
import { useLocale } from '../../lib/locale.ts'
import { problemOf } from '../../lib/problem.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { showNotice } from '../../ui/undo-notice.tsx'
import { membersQuery } from './partner-queries.ts'

type Partner = components['schemas']['Partner']

/** Who looks after a partner, with a way to change it for those who may. */
export function OwnersField({ partner }: { partner: Partner }) {
  const { t } = useTranslation()
  const locale = useLocale()
  const [opened, setOpened] = useState(false)
  const names =
    listed(
      partner.assignees.map((person) => person.name),
      locale,
    ) || t('partners.none')
  if (!partner.can.includes('partner:assign')) return <>{names}</>
  return (
    <>
      {names}{' '}
      <Popover opened={opened} onChange={setOpened} trapFocus>
        <Popover.Target>
          <button
            type="button"
            className="plain-button link-button"
            aria-label={t('partners.assign')}
            onClick={() => setOpened(!opened)}
          >
            {t('partners.change')}
          </button>
        </Popover.Target>
        <Popover.Dropdown aria-label={t('partners.assign')}>
          <Choice partner={partner} onDone={() => setOpened(false)} />
        </Popover.Dropdown>
      </Popover>
    </>
  )
}

function Choice({ partner, onDone }: { partner: Partner; onDone: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const members = useQuery(membersQuery).data?.items ?? []
  const [memberIds, setMemberIds] = useState(partner.assignees.map((person) => person.id))
  const save = useMutation({
    mutationFn: () =>
      body(api.PUT('/api/v1/partners/{id}/assignees', { params: { path: { id: partner.id } }, body: { memberIds } })),
    onSuccess: async () => {
      onDone()
      showNotice(t('partners.assigned'))
      await client.invalidateQueries({ queryKey: ['partners'] })
    },
  })
  return (
    <Stack>
      {save.error && <ErrorState what={t('partners.saveFailed')} problem={problemOf(save.error)} />}
      <MultiSelect
        label={t('partners.owners')}
        searchable
        maxValues={20}
        comboboxProps={{ withinPortal: false }}
        data={members.map((member) => ({ value: member.id, label: member.name }))}
        value={memberIds}
        onChange={setMemberIds}
      />
      <Button variant="filled" loading={save.isPending} onClick={() => save.mutate()}>
        {t('common.save')}
      </Button>
    </Stack>
  )
}
