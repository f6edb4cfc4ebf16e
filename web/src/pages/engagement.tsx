// What does this partner do for us, and which level follows from it? For departments and procurement, in plain words.
import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '../lib/api.ts'
import { ifMatch } from '../lib/if-match.ts'
import { problemOf } from '../lib/problem.ts'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Form } from '../ui/Form.tsx'
import { useProblems } from '../ui/form-problems.ts'
import { LeaveGuard } from '../ui/LeaveGuard.tsx'
import { PageHead } from '../ui/PageHead.tsx'
import { Section } from '../ui/Section.tsx'
import { SkeletonRows } from '../ui/Skeleton.tsx'
import { showNotice } from '../ui/undo-notice.tsx'
import { EngagementFields } from './classification/EngagementFields.tsx'
import { type Draft, draftOf, type Engagement, emptyDraft } from './classification/engagement-draft.ts'
import { ratingFormQuery } from './classification/queries.ts'
import { ReasonTable } from './classification/ReasonTable.tsx'
import { SumLine } from './classification/SumLine.tsx'
import './classification/classification.css'

export function EngagementNewPage() {
  const { id = '' } = useParams({ strict: false })
  return <Editor partnerId={id} start={emptyDraft} saved={null} />
}

export function EngagementPage() {
  const { t } = useTranslation()
  const { id = '' } = useParams({ strict: false })
  const { data, error } = useQuery({
    queryKey: ['engagement', id],
    queryFn: () => body(api.GET('/api/v1/engagements/{id}', { params: { path: { id } } })),
  })
  if (data === undefined && error !== null)
    return <ErrorState what={t('classification.failed')} problem={problemOf(error)} />
  if (data === undefined) return <SkeletonRows shown />
  return <Editor key={data.version} partnerId={data.partnerId} start={draftOf(data)} saved={data} />
}

type Props = { partnerId: string; start: Draft; saved: Engagement | null }

function Editor({ partnerId, start, saved }: Props) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [draft, setDraft] = useState(start)
  const [touched, setTouched] = useState(false)
  const form = useQuery(ratingFormQuery)
  const done = async (message: string) => {
    setTouched(false)
    await client.invalidateQueries()
    showNotice(message)
    await navigate({ to: '/partners/$id', params: { id: partnerId } })
  }
  const save = useMutation({
    mutationFn: () =>
      saved === null
        ? body(api.POST('/api/v1/partners/{id}/engagements', { params: { path: { id: partnerId } }, body: draft }))
        : body(
            api.PATCH('/api/v1/engagements/{id}', {
              params: { path: { id: saved.id } },
              headers: ifMatch(saved.version),
              body: draft,
            }),
          ),
    onSuccess: () => done(t('classification.saved')),
  })
  const end = useMutation({
    mutationFn: (engagement: Engagement) =>
      body(
        api.POST('/api/v1/engagements/{id}/end', {
          params: { path: { id: engagement.id } },
          headers: ifMatch(engagement.version),
        }),
      ),
    onSuccess: () => done(t('classification.ended')),
  })
  const label = t('classification.purpose')
  const [problems, setMissing] = useProblems(save.error, { purpose: label })
  const submit = () => {
    const empty = draft.purpose.trim() === ''
    setMissing(empty ? [{ id: 'purpose', message: t('common.required_field', { label }) }] : [])
    if (!empty) save.mutate()
  }
  if (form.data === undefined && form.error !== null)
    return (
      <ErrorState
        what={t('classification.formFailed')}
        problem={problemOf(form.error)}
        onRetry={() => void form.refetch()}
      />
    )
  if (form.data === undefined) return <SkeletonRows shown />
  return (
    <Form
      className="page-form"
      onSubmit={submit}
      saving={{ error: save.error ?? end.error, isPending: save.isPending || end.isPending }}
      failed={t('common.saveFailed')}
      problems={problems}
      submit={null}
      lead={
        <PageHead
          back={
            <Link to="/partners/$id" params={{ id: partnerId }}>
              {t('partners.backToPartner')}
            </Link>
          }
          title={t(saved === null ? 'classification.engagementNew' : 'classification.engagementEdit')}
          note={saved?.purpose}
          acts={
            <>
              {saved !== null && saved.state !== 'ended' && (
                <Button loading={end.isPending} onClick={() => end.mutate(saved)}>
                  {t('classification.end')}
                </Button>
              )}
              <Button type="submit" variant="filled" loading={save.isPending}>
                {t('common.save')}
              </Button>
            </>
          }
        />
      }
    >
      <LeaveGuard unsaved={touched} />
      <div className="editor-columns">
        <EngagementFields
          form={form.data}
          problems={problems}
          draft={draft}
          onChange={(change) => {
            setTouched(true)
            setDraft({ ...draft, ...change })
          }}
        />
        <Proposal partnerId={partnerId} draft={draft} />
      </div>
    </Form>
  )
}

function Proposal({ partnerId, draft }: { partnerId: string; draft: Draft }) {
  const { t } = useTranslation()
  const facts = { ...draft, purpose: '-' }
  const { data } = useQuery({
    queryKey: ['proposal', partnerId, JSON.stringify(facts)],
    queryFn: () =>
      body(api.POST('/api/v1/partners/{id}/engagements/propose', { params: { path: { id: partnerId } }, body: facts })),
    placeholderData: (before) => before,
  })
  return (
    <Section title={t('classification.proposedNow')}>
      {data !== undefined && (
        <>
          <SumLine rating={data} override={null} />
          <ReasonTable rating={data} />
        </>
      )}
    </Section>
  )
}
