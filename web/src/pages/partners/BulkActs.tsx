import { Button, Popover, Select, Stack } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PARTNER_KINDS } from '../../../../src/domain/partner/kind.ts'
import { api, body } from '../../lib/api.ts'
import { problemOf } from '../../lib/problem.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { TextField } from '../../ui/Field.tsx'
import { showNotice } from '../../ui/undo-notice.tsx'
import { membersQuery } from './partner-queries.ts'

type Change = { addTags?: string[]; addMemberIds?: string[]; kind?: (typeof PARTNER_KINDS)[number] }
type Props = { ids: ReadonlySet<string>; onDone: () => void }

/** What can be done with the chosen rows at once. */
export function BulkActs({ ids, onDone }: Props) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const members = useQuery(membersQuery).data?.items ?? []
  const [tag, setTag] = useState('')
  const [asked, setAsked] = useState(false)
  const change = useMutation({
    mutationFn: (wanted: Change) => body(api.POST('/api/v1/partners/bulk', { body: { ids: [...ids], ...wanted } })),
    onSuccess: async ({ changed }) => {
      showNotice(t('partners.bulkDone', { changed }))
      await client.invalidateQueries({ queryKey: ['partners'] })
      onDone()
    },
  })
  const [kept, gone] = [...ids]
  const failed = change.error && <ErrorState what={t('partners.saveFailed')} problem={problemOf(change.error)} />
  return (
    <>
      <Link to="/assessments/new" search={{ partners: [...ids].join(',') }}>
        {t('partners.sendAssessment')}
      </Link>
      <Act label={t('partners.bulkAssign')}>
        {failed}
        <Select
          label={t('partners.owners')}
          searchable
          comboboxProps={{ withinPortal: false }}
          data={members.map((member) => ({ value: member.id, label: member.name }))}
          disabled={change.isPending}
          onChange={(value) => value !== null && change.mutate({ addMemberIds: [value] })}
        />
      </Act>
      <Act label={t('partners.bulkTag')}>
        {failed}
        <TextField
          id="bulkTag"
          label={t('partners.tag')}
          maxLength={40}
          value={tag}
          onChange={setTag}
          {...(asked && tag.trim() === '' ? { error: t('common.required_field', { label: t('partners.tag') }) } : {})}
        />
        <Button
          loading={change.isPending}
          onClick={() => {
            setAsked(true)
            if (tag.trim() !== '') change.mutate({ addTags: [tag.trim()] })
          }}
        >
          {t('partners.apply')}
        </Button>
      </Act>
      <Act label={t('partners.bulkKind')}>
        {failed}
        {PARTNER_KINDS.map((kind) => (
          <Button key={kind} loading={change.isPending} onClick={() => change.mutate({ kind })}>
            {t(`partners.kinds.${kind}`)}
          </Button>
        ))}
      </Act>
      {ids.size === 2 && kept !== undefined && gone !== undefined && (
        <Link to="/partners/merge" search={{ kept, gone }}>
          {t('partners.bulkMerge')}
        </Link>
      )}
    </>
  )
}

function Act({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Popover trapFocus position="top-start">
      <Popover.Target>
        <button type="button" className="plain-button link-button">
          {label}
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={label}>
        <Stack>{children}</Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
