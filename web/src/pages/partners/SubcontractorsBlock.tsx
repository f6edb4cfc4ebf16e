import { Select } from '@mantine/core'
import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { components } from '../../lib/api.gen.d.ts'
import { answer, api } from '../../lib/api.ts'
import { problemOf } from '../../lib/problem.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { TextField } from '../../ui/Field.tsx'
import { levelOf } from '../../ui/levels.ts'
import { RiskTag } from '../../ui/RiskTag.tsx'
import { Section } from '../../ui/Section.tsx'
import { showNotice } from '../../ui/undo-notice.tsx'
import { listQuery } from './partner-queries.ts'

type Tree = components['schemas']['SubcontractorTree']
type Node = Tree['items'][number]

export function SubcontractorsBlock({ id, tree, editable }: { id: string; tree: Tree; editable: boolean }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const restore = useMutation({
    mutationFn: (body: { subcontractorId: string; purpose: string }) =>
      answer(api.POST('/api/v1/partners/{id}/subcontractors', { params: { path: { id } }, body })),
    onSuccess: () => refresh(client),
  })
  const remove = useMutation({
    mutationFn: ({ subcontractId }: Node) =>
      answer(
        api.DELETE('/api/v1/partners/{id}/subcontractors/{subcontractId}', { params: { path: { id, subcontractId } } }),
      ),
    onSuccess: async (_tree, { id: subcontractorId, name, purpose }) => {
      await refresh(client)
      showNotice(t('partners.detached', { name }), () => restore.mutate({ subcontractorId, purpose }))
    },
  })
  const failed = remove.error ?? restore.error
  return (
    <Section title={t('partners.subcontractors')}>
      {failed && <ErrorState what={t('partners.saveFailed')} problem={problemOf(failed)} />}
      <ul className="plain-rows">
        {tree.items.map((node) => (
          <li key={`${node.subcontractId} ${node.parentId}`}>
            <span className="meta">{t('partners.tier', { tier: node.tier })}</span>
            <Link to="/partners/$id" params={{ id: node.id }}>
              {node.name}
            </Link>
            <span className="meta">{node.purpose}</span>
            <span className="row-end row-acts">
              <RiskTag level={levelOf(node.level)} />
              {editable && node.tier === 1 && (
                <button
                  type="button"
                  className="plain-button link-button"
                  aria-label={t('partners.detachOf', { name: node.name })}
                  onClick={() => remove.mutate(node)}
                >
                  {t('partners.detach')}
                </button>
              )}
            </span>
          </li>
        ))}
      </ul>
      {tree.truncated && <p className="meta">{t('partners.truncated')}</p>}
      {tree.usedBy.length > 0 && (
        <p className="meta">
          {t('partners.usedBy')}：
          {tree.usedBy.map((row) => (
            <Link key={row.id} to="/partners/$id" params={{ id: row.id }}>
              {row.name}{' '}
            </Link>
          ))}
        </p>
      )}
      {editable && <AddSubcontractor id={id} />}
    </Section>
  )
}

const refresh = async (client: QueryClient) => {
  await client.invalidateQueries({ queryKey: ['partners'] })
  await client.invalidateQueries({ queryKey: ['connections'] })
}

function AddSubcontractor({ id }: { id: string }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [q, setQ] = useState('')
  const [purpose, setPurpose] = useState('')
  const found = useQuery({ ...listQuery({ q }), enabled: q.trim() !== '' }).data?.items ?? []
  const add = useMutation({
    mutationFn: (subcontractorId: string) =>
      answer(
        api.POST('/api/v1/partners/{id}/subcontractors', {
          params: { path: { id } },
          body: { subcontractorId, purpose },
        }),
      ),
    onSuccess: async () => {
      setPurpose('')
      setQ('')
      await refresh(client)
    },
  })
  return (
    <>
      {add.error && <ErrorState what={t('partners.saveFailed')} problem={problemOf(add.error)} />}
      <div className="row-form">
        <TextField
          id="subcontractPurpose"
          label={t('partners.purpose')}
          maxLength={300}
          value={purpose}
          onChange={setPurpose}
        />
        <Select
          label={t('partners.addSubcontractor')}
          placeholder={t('partners.findPartner')}
          searchable
          searchValue={q}
          onSearchChange={setQ}
          filter={({ options }) => options}
          nothingFoundMessage={q.trim() === '' ? null : t('partners.none')}
          data={found.filter((row) => row.id !== id).map((row) => ({ value: row.id, label: row.name }))}
          value={null}
          onChange={(value) => value !== null && add.mutate(value)}
        />
      </div>
    </>
  )
}
