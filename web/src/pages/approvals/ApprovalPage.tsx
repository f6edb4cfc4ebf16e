// Shall this be done? For the person whose judgement a request waits for, and for who asked.
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useClock } from '../../lib/clock.ts'
import { problemOf } from '../../lib/problem.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Section } from '../../ui/Section.tsx'
import { Signal, SignalShape } from '../../ui/Signal.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { useLate } from '../../ui/use-late.ts'
import { type Approval, readApproval } from './approval-query.ts'
import { stateWeight } from './approval-state.ts'
import { Judgement } from './Judgement.tsx'
import { ProposalFacts } from './ProposalFacts.tsx'
import '../../ui/timeline.css'
import './approvals.css'

export function ApprovalPage() {
  const { t } = useTranslation()
  const { id } = useParams({ from: '/signed-in/approvals/$id' })
  const query = useQuery({ queryKey: ['approvals', 'one', id], queryFn: () => readApproval(id) })
  const late = useLate(query.isPending)
  const back = <Link to="/approvals">{t('approvals.back')}</Link>
  if (query.data) return <Shown approval={query.data} />
  return (
    <>
      <PageHead title={t('approvals.title')} back={back} />
      {query.error ? (
        <ErrorState
          what={t('approvals.loadFailed')}
          problem={problemOf(query.error)}
          onRetry={() => void query.refetch()}
        />
      ) : (
        <SkeletonRows shown={late} />
      )}
    </>
  )
}

function Shown({ approval }: { approval: Approval }) {
  const { t } = useTranslation()
  const { moment } = useClock()
  return (
    <>
      <PageHead
        title={approval.title}
        back={<Link to="/approvals">{t('approvals.back')}</Link>}
        acts={
          <Button component="a" href={`/api/v1/approvals/${approval.id}/document.pdf`} target="_blank" rel="noopener">
            {t('approvals.print')}
          </Button>
        }
      />
      <Facts
        facts={[
          {
            label: t('approvals.state'),
            value: <Signal weight={stateWeight[approval.state]} word={t(`approvals.states.${approval.state}`)} />,
          },
          ...(approval.partner ? [{ label: t('approvals.partner'), value: approval.partner.name }] : []),
          { label: t('approvals.askedBy'), value: approval.askedBy?.name },
          { label: t('approvals.askedAt'), value: moment(approval.createdAt) },
          ...(approval.approver ? [{ label: t('approvals.approver'), value: approval.approver.name }] : []),
          { label: t('approvals.decider'), value: approval.decider?.name },
          ...(approval.expiresAt ? [{ label: t('approvals.expires'), value: moment(approval.expiresAt) }] : []),
        ]}
      />
      <div className="two-columns">
        <div>
          <Section title={t('approvals.proposal')}>
            <ProposalFacts approval={approval} />
          </Section>
          <Section title={t('approvals.reason')}>
            <p className="prose approval-reason">{approval.reason}</p>
          </Section>
        </div>
        <div>
          <Section title={t('approvals.judgement')}>
            <Judgement key={approval.version} approval={approval} />
          </Section>
          <Section title={t('approvals.steps')}>
            <ol className="timeline approval-steps">
              {approval.steps.map((step) => (
                <li key={step.no}>
                  <time dateTime={step.at}>{moment(step.at)}</time>
                  <span className="timeline-kind">{t(`approvals.acts.${step.act}`)}</span>
                  <SignalShape weight={step.act === 'send_back' || step.act === 'expire' ? 'wait' : 'done'} size={11} />
                  <span className="timeline-text">
                    {step.comment}
                    <span className="meta">
                      {step.by === null
                        ? t('approvals.system')
                        : step.actingFor === null
                          ? step.by
                          : t('approvals.actingFor', { by: step.by, name: step.actingFor })}
                    </span>
                  </span>
                </li>
              ))}
            </ol>
          </Section>
        </div>
      </div>
    </>
  )
}
