import { Button, Checkbox, Popover, Stack } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../lib/api.ts'
import { formatNumber } from '../../lib/format-number.ts'
import { problemOf } from '../../lib/problem.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { TextField } from '../../ui/Field.tsx'
import { viewsQuery } from './partner-queries.ts'
import { type PartnerSearch, readSearch, viewOf } from './partner-search.ts'

const same = (a: PartnerSearch, b: PartnerSearch) =>
  JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort())

/** The views of the list with their counts; the one in force is marked. */
export function ViewTabs({ search }: { search: PartnerSearch }) {
  const { t } = useTranslation()
  const views = useQuery(viewsQuery).data
  const tabs = [
    ...(views?.standard ?? []).map((view) => ({ ...view, label: t(`partners.view.${view.key}`) })),
    ...(views?.saved ?? []).map((view) => ({ ...view, key: view.id, label: view.name })),
  ]
  return (
    <nav className="view-tabs" aria-label={t('partners.views')}>
      <ul>
        {tabs.map((tab) => {
          const target = readSearch(tab.query)
          return (
            <li key={tab.key}>
              <Link
                to="/partners"
                search={target}
                {...(same(target, viewOf(search)) ? { 'aria-current': 'page' } : {})}
              >
                {tab.label} <span className="view-count">{formatNumber(tab.count)}</span>
              </Link>
            </li>
          )
        })}
      </ul>
      <SaveView search={search} />
    </nav>
  )
}

function SaveView({ search }: { search: PartnerSearch }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [opened, setOpened] = useState(false)
  const [name, setName] = useState('')
  const [shared, setShared] = useState(false)
  const [asked, setAsked] = useState(false)
  const isNameless = name.trim() === ''
  const press = () => {
    setAsked(true)
    if (!isNameless) save.mutate()
  }
  const save = useMutation({
    mutationFn: () => body(api.POST('/api/v1/partner-views', { body: { name, shared, query: { ...viewOf(search) } } })),
    onSuccess: (views) => {
      client.setQueryData(viewsQuery.queryKey, views)
      setOpened(false)
      setName('')
    },
  })
  return (
    <Popover opened={opened} onChange={setOpened} trapFocus>
      <Popover.Target>
        <button type="button" className="plain-button link-button" onClick={() => setOpened(!opened)}>
          <span aria-hidden="true">＋ </span>
          {t('partners.saveView')}
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('partners.saveView')}>
        <Stack>
          {save.error && <ErrorState what={t('partners.saveFailed')} problem={problemOf(save.error)} />}
          <TextField
            id="viewName"
            label={t('partners.viewName')}
            required
            maxLength={60}
            value={name}
            onChange={setName}
            {...(asked && isNameless ? { error: t('common.required_field', { label: t('partners.viewName') }) } : {})}
          />
          <Checkbox
            label={t('partners.viewShared')}
            checked={shared}
            onChange={(event) => setShared(event.currentTarget.checked)}
          />
          <Button loading={save.isPending} onClick={press}>
            {t('common.save')}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
