// What would another policy change, and is it worth it? For the security lead, before anything is published.
import { Button } from '@mantine/core'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { components } from '../lib/api.gen.d.ts'
import { api, body } from '../lib/api.ts'
import { useClock } from '../lib/clock.ts'
import { ifMatch } from '../lib/if-match.ts'
import { problemOf } from '../lib/problem.ts'
import { ErrorState } from '../ui/ErrorState.tsx'
import { LeaveGuard } from '../ui/LeaveGuard.tsx'
import { PageHead } from '../ui/PageHead.tsx'
import { SkeletonRows } from '../ui/Skeleton.tsx'
import { showNotice } from '../ui/undo-notice.tsx'
import { PolicyFields } from './classification/PolicyFields.tsx'
import { PolicyImpact } from './classification/PolicyImpact.tsx'
import { asPolicy, type PolicyContent } from './classification/policy-content.ts'
import { SettingsTabs } from './settings/SettingsFrame.tsx'

const policyQuery = queryOptions({
  queryKey: ['policy'],
  queryFn: async () => {
    const { items } = await body(api.GET('/api/v1/catalog'))
    const head = items.find((item) => item.kind === 'levels' && item.inForce)
    if (head === undefined) return null
    const { kind, key } = head
    const no = head.draftNo ?? head.no
    return body(api.GET('/api/v1/catalog/{kind}/{key}/versions/{no}', { params: { path: { kind, key, no } } }))
  },
})

export function PolicyPage() {
  const { t } = useTranslation()
  const { data, error } = useQuery(policyQuery)
  if (data === undefined && error !== null)
    return <ErrorState what={t('classification.policyFailed')} problem={problemOf(error)} />
  if (data === undefined) return <SkeletonRows shown />
  const content = data === null ? null : asPolicy(data.content)
  if (data === null || content === null) return <PageHead title={t('classification.policyTitle')} />
  return <Editor key={data.id} version={data} start={content} />
}

type Props = { version: components['schemas']['CatalogVersion']; start: PolicyContent }

function Editor({ version: { key: docKey, no, effectiveFrom, status, version }, start }: Props) {
  const { t } = useTranslation()
  const { day } = useClock()
  const client = useQueryClient()
  const [policy, setPolicy] = useState(start)
  // A draft that was saved but not published is what the next save starts from.
  const [from, setFrom] = useState({ no, version })
  const [seen, setSeen] = useState<PolicyContent | null>(null)
  const preview = useMutation({
    mutationFn: (wanted: PolicyContent) =>
      body(api.POST('/api/v1/catalog/levels/preview', { body: { policy: wanted } })),
    onSuccess: (_, wanted) => setSeen(wanted),
  })
  const publish = useMutation({
    mutationFn: async () => {
      const path = { kind: 'levels' as const, key: docKey }
      const draft = await body(
        api.POST('/api/v1/catalog/{kind}/{key}/draft', {
          params: { path },
          headers: ifMatch(from.version),
          body: { from: from.no, content: policy },
        }),
      )
      setFrom(draft)
      return body(
        api.POST('/api/v1/catalog/{kind}/{key}/versions/{no}/publish', {
          params: { path: { ...path, no: draft.no } },
          headers: ifMatch(draft.version),
        }),
      )
    },
    onSuccess: async (version) => {
      showNotice(t('classification.published', { no: version.no }))
      await client.invalidateQueries()
    },
  })
  const failed = preview.error ?? publish.error
  const isFresh = preview.data !== undefined && seen === policy
  return (
    <>
      <LeaveGuard unsaved={policy !== start && !publish.isSuccess} />
      <PageHead
        title={t('classification.policyTitle')}
        note={
          status === 'draft'
            ? t('classification.policyDraft', { no })
            : t('classification.policyNote', { no, date: day(effectiveFrom) })
        }
        acts={
          <Button
            variant={isFresh ? 'default' : 'filled'}
            loading={preview.isPending}
            onClick={() => preview.mutate(policy)}
          >
            {t('classification.preview')}
          </Button>
        }
      />
      <SettingsTabs />
      {failed !== null && <ErrorState what={t('common.saveFailed')} problem={problemOf(failed)} />}
      <div className="editor-columns">
        <PolicyFields policy={policy} onChange={setPolicy} />
        {preview.data !== undefined && (
          <PolicyImpact
            impact={preview.data}
            isFresh={isFresh}
            isPublishing={publish.isPending}
            onPublish={() => publish.mutate()}
          />
        )}
      </div>
    </>
  )
}
