import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { components } from '../../lib/api.gen.d.ts'
import { Section } from '../../ui/Section.tsx'
import { Signal } from '../../ui/Signal.tsx'
import { Strip } from '../../ui/Strip.tsx'
import type { Proposal } from './assessment-queries.ts'
import { MailPreview } from './MailPreview.tsx'
import { SendDialog, type Sent } from './SendDialog.tsx'

type Draft = components['schemas']['DraftedAssessments']['items'][number]
type Props = { drafts: readonly Draft[]; proposals: readonly Proposal[] }

/** Which drafts may go, the mail of each, the one act that cannot be called back, and what became of it. */
export function CheckAndSend({ drafts, proposals }: Props) {
  const { t } = useTranslation()
  const [shown, setShown] = useState(drafts[0]?.id)
  const [asking, setAsking] = useState(false)
  const [result, setResult] = useState<Sent>()
  const proposalOf = (draft: Draft) => proposals.find(({ partnerId }) => partnerId === draft.partnerId)
  const nameOf = (draft: Draft | undefined) => (draft === undefined ? '' : (proposalOf(draft)?.name ?? ''))
  const gone = new Set(result?.sent ?? [])
  const problemsOf = (draft: Draft) =>
    result?.held.find(({ id }) => id === draft.id)?.problems ?? (gone.has(draft.id) ? [] : draft.problems)
  const ready = drafts.filter((draft) => draft.problems.length === 0 && !gone.has(draft.id))
  const held = drafts.filter((draft) => problemsOf(draft).length > 0)
  const byMail = ready.filter((draft) => proposalOf(draft)?.reach === 'mail').length
  const preview = drafts.find(({ id }) => id === shown)
  const rest = drafts.length - gone.size
  return (
    <div className="two-columns">
      <div>
        {result === undefined ? (
          <Strip weight="done">{t('assessments.send.drafted')}</Strip>
        ) : (
          <>
            {gone.size > 0 && <Strip weight="done">{t('assessments.send.sent', { count: gone.size })}</Strip>}
            {rest > 0 && <Strip weight="wait">{t('assessments.send.heldBack', { count: rest })}</Strip>}
          </>
        )}
        <Section
          title={t(result === undefined ? 'assessments.send.ready' : 'assessments.send.result', {
            count: ready.length,
          })}
          {...(held.length > 0 ? { note: t('assessments.send.held', { count: held.length }) } : {})}
        >
          <ul className="draft-rows">
            {drafts.map((draft) => {
              const problems = problemsOf(draft)
              const reach = proposalOf(draft)?.reach ?? 'none'
              return (
                <li key={draft.id}>
                  <span>
                    <button
                      type="button"
                      className="plain-button link-button"
                      aria-pressed={draft.id === shown}
                      onClick={() => setShown(draft.id)}
                    >
                      {nameOf(draft)}
                    </button>
                    {problems.map((problem) => (
                      <span key={problem.code} className="meta draft-problem">
                        {problem.message}
                      </span>
                    ))}
                  </span>
                  <Signal
                    weight={gone.has(draft.id) ? 'done' : problems.length > 0 ? 'wait' : 'open'}
                    word={t(
                      gone.has(draft.id) && reach === 'mail'
                        ? 'assessments.deliveries.queued'
                        : `assessments.send.reaches.${reach}`,
                    )}
                  />
                  <Link to="/assessments/$id" params={{ id: draft.id }}>
                    {t(problems.length > 0 ? 'assessments.send.reviseDraft' : 'assessments.send.openOne')}
                  </Link>
                </li>
              )
            })}
          </ul>
        </Section>
        <div className="form-acts">
          {ready.length > 0 && (
            <Button variant="filled" onClick={() => setAsking(true)}>
              {result === undefined
                ? t('assessments.send.sendNow', { count: ready.length })
                : t('assessments.send.retry')}
            </Button>
          )}
          {result !== undefined && (
            <Button component={Link} to="/assessments" variant={ready.length > 0 ? 'default' : 'filled'}>
              {t('assessments.send.toList')}
            </Button>
          )}
        </div>
      </div>
      {preview !== undefined && <MailPreview key={preview.id} id={preview.id} name={nameOf(preview)} />}
      <SendDialog
        ids={ready.map(({ id }) => id)}
        byMail={byMail}
        deadline={null}
        opened={asking}
        onClose={() => setAsking(false)}
        onSent={(sent) => {
          setAsking(false)
          setResult({ sent: [...gone, ...sent.sent], held: sent.held })
        }}
      />
    </div>
  )
}
