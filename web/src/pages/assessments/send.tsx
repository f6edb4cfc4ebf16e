// Who should be asked what, fairly, and did it reach them? For the security lead and procurement.
import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { components } from '../../lib/api.gen.d.ts'
import { api, body } from '../../lib/api.ts'
import { problemOf } from '../../lib/problem.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { FormSummary } from '../../ui/FormSummary.tsx'
import type { FieldProblem } from '../../ui/form-problems.ts'
import { LeaveGuard } from '../../ui/LeaveGuard.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Section } from '../../ui/Section.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { proposalsQuery } from './assessment-queries.ts'
import { CheckAndSend } from './CheckAndSend.tsx'
import { FairnessFields, type Wish } from './FairnessFields.tsx'
import { ProposalTable } from './ProposalTable.tsx'
import { missingIn, type Sets, setFor } from './wish-check.ts'
import './assessments.css'

const route = getRouteApi('/signed-in/assessments/new')
const blank: Wish = {
  necessity: '',
  scope: '',
  method: '',
  helpOffered: '',
  deadline: null,
  equivalentAccepted: true,
  reviewReason: '',
}

export function SendAssessmentPage() {
  const { t } = useTranslation()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const ids = (search.partners ?? '').split(',').filter((id) => id !== '')
  const [drafted, setDrafted] = useState<components['schemas']['DraftedAssessments']['items']>()
  const proposals = useQuery({ ...proposalsQuery(ids), enabled: ids.length > 0 && drafted === undefined })
  const remove = (id: string) => void navigate({ search: { partners: ids.filter((each) => each !== id).join(',') } })
  const head = (
    <PageHead
      title={t('assessments.send.title')}
      note={t('assessments.send.count', { count: ids.length })}
      back={<Link to="/assessments">{t('assessments.backToList')}</Link>}
    />
  )
  if (ids.length === 0)
    return (
      <>
        {head}
        <EmptyState
          text={t('assessments.send.none')}
          act={
            <Button component={Link} to="/partners">
              {t('assessments.send.toPartners')}
            </Button>
          }
        />
      </>
    )
  return (
    <>
      {head}
      {proposals.error ? (
        <ErrorState
          what={t('assessments.send.loadFailed')}
          problem={problemOf(proposals.error)}
          onRetry={() => void proposals.refetch()}
        />
      ) : proposals.data === undefined ? (
        <SkeletonRows shown />
      ) : drafted === undefined ? (
        <Compose proposals={proposals.data} onRemove={remove} onDrafted={setDrafted} />
      ) : (
        <CheckAndSend drafts={drafted} proposals={proposals.data.items} />
      )}
    </>
  )
}

type ComposeProps = {
  proposals: components['schemas']['AssessmentProposals']
  onRemove: (id: string) => void
  onDrafted: (items: components['schemas']['DraftedAssessments']['items']) => void
}

function Compose({ proposals, onRemove, onDrafted }: ComposeProps) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [sets, setSets] = useState<Sets>({})
  const [wish, setWish] = useState<Wish>(blank)
  const [problems, setProblems] = useState<FieldProblem[]>([])
  const chosen = proposals.items.flatMap((proposal) => {
    const set = setFor(proposal, sets)
    return set === undefined || proposal.running !== null ? [] : [{ partnerId: proposal.partnerId, set }]
  })
  const draft = useMutation({
    mutationFn: () => body(api.POST('/api/v1/assessments', { body: { partners: chosen, ...wish } })),
    onSuccess: async ({ items }) => {
      onDrafted(items)
      await client.invalidateQueries({ queryKey: ['assessments', 'list'] })
      await client.invalidateQueries({ queryKey: ['assessments', 'status'] })
    },
  })
  const prepare = () => {
    const missing: FieldProblem[] = missingIn(wish).map((id) => ({
      id,
      message:
        id === 'deadline'
          ? t('assessments.send.missingDate')
          : t('assessments.send.missing', { label: t(`assessments.send.${id}`) }),
    }))
    const none = chosen.length === 0 ? [{ id: 'proposals', message: t('assessments.send.nothing') }] : []
    setProblems([...none, ...missing])
    if (none.length + missing.length === 0) draft.mutate()
  }
  const inUse = [...new Set(chosen.map(({ set }) => set))]
  return (
    <>
      <FormSummary problems={problems} />
      <Section title={t('assessments.send.proposals')} note={t('assessments.send.proposalsNote')}>
        <ProposalTable proposals={proposals} sets={sets} onSets={setSets} onRemove={onRemove} />
      </Section>
      <Section title={t('assessments.send.wish')} note={t('assessments.send.wishNote')}>
        <FairnessFields
          wish={wish}
          onChange={setWish}
          phrases={proposals.phrases}
          sets={inUse}
          problems={problems}
          heavy={inUse.includes('R4')}
        />
      </Section>
      {draft.error && (
        <ErrorState
          what={t('assessments.send.draftFailed')}
          problem={problemOf(draft.error)}
          safe={t('errors.inputKept')}
        />
      )}
      <div className="form-acts">
        <Button variant="filled" loading={draft.isPending} onClick={prepare}>
          {t('assessments.send.prepare')}
        </Button>
        <span className="meta">{t('assessments.send.prepareNote', { count: chosen.length })}</span>
      </div>
      <LeaveGuard unsaved={!draft.isSuccess && JSON.stringify(wish) !== JSON.stringify(blank)} />
    </>
  )
}
