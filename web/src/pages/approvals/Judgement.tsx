import { Button, Textarea } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../lib/api.ts'
import { ifMatch } from '../../lib/if-match.ts'
import { problemOf } from '../../lib/problem.ts'
import { ChoiceList } from '../../ui/ChoiceList.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { FormSummary } from '../../ui/FormSummary.tsx'
import { errorOf, type FieldProblem } from '../../ui/form-problems.ts'
import { showNotice } from '../../ui/undo-notice.tsx'
import type { Approval } from './approval-query.ts'
import { ProposalFacts } from './ProposalFacts.tsx'

const order = ['approve', 'decide', 'submit', 'send_back', 'reject', 'withdraw'] as const
type Move = (typeof order)[number]
const primary: readonly Move[] = ['approve', 'decide', 'submit']
const final: readonly Move[] = ['decide', 'reject', 'withdraw']
const isFinal = (move: Move): move is 'decide' | 'reject' | 'withdraw' => final.includes(move)
const open = ['drafted', 'requested', 'approved', 'returned']

/** The acts open to the reader, in their own name or as a deputy; what cannot be undone is shown once more before. */
export function Judgement({ approval }: { approval: Approval }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [as, setAs] = useState(approval.moves.length > 0 ? '' : (approval.acting[0]?.id ?? ''))
  const [comment, setComment] = useState('')
  const [asking, setAsking] = useState<'decide' | 'reject' | 'withdraw'>()
  const [problems, setProblems] = useState<FieldProblem[]>([])
  const allowed = as === '' ? approval.moves : (approval.acting.find((each) => each.id === as)?.moves ?? [])
  const moves = order.filter((move) => allowed.includes(move))
  const act = useMutation({
    mutationFn: (move: Move) =>
      body(
        api.POST('/api/v1/approvals/{id}/moves', {
          params: { path: { id: approval.id } },
          headers: ifMatch(approval.version),
          body: { act: move, comment, actingFor: as === '' ? null : as },
        }),
      ),
    onSettled: () => setAsking(undefined),
    onSuccess: async (_done, move) => {
      await client.invalidateQueries({ queryKey: ['approvals'] })
      showNotice(t(`approvals.done.${move}`))
    },
  })
  const press = (move: Move) => {
    const needsWords = (move === 'reject' || move === 'send_back') && comment.trim() === ''
    setProblems(needsWords ? [{ id: 'comment', message: t('approvals.commentMissing') }] : [])
    if (needsWords) return
    if (isFinal(move)) setAsking(move)
    else act.mutate(move)
  }
  const whose = approval.state === 'requested' ? (approval.approver ?? approval.decider) : approval.decider
  if (approval.moves.length === 0 && approval.acting.length === 0) {
    return (
      <p className="approval-reason">
        {open.includes(approval.state)
          ? t('approvals.waitsFor', {
              name: (approval.state === 'returned' ? approval.askedBy : whose)?.name ?? '',
            })
          : t('approvals.closed')}
      </p>
    )
  }
  return (
    <div className="form">
      <FormSummary problems={problems} />
      {act.error && (
        <ErrorState what={t('approvals.actFailed')} problem={problemOf(act.error)} safe={t('errors.inputKept')} />
      )}
      {approval.acting.length > 0 && (
        <ChoiceList
          name="as"
          legend={t('approvals.as')}
          options={[
            ...(approval.moves.length > 0 ? [{ key: '', label: t('approvals.asSelf') }] : []),
            ...approval.acting.map(({ id, name }) => ({ key: id, label: t('approvals.asDeputy', { name }) })),
          ]}
          value={as}
          onChange={setAs}
        />
      )}
      <Textarea
        id="comment"
        label={t('approvals.comment')}
        autosize
        minRows={2}
        maxLength={2000}
        value={comment}
        onChange={(event) => setComment(event.currentTarget.value)}
        {...errorOf(problems, 'comment')}
      />
      <div className="form-acts">
        {moves.map((move) => (
          <Button
            key={move}
            variant={primary.includes(move) ? 'filled' : 'default'}
            loading={act.isPending && act.variables === move}
            onClick={() => press(move)}
          >
            {t(`approvals.moves.${move}`)}
          </Button>
        ))}
      </div>
      <Dialog opened={asking !== undefined} onClose={() => setAsking(undefined)} title={approval.title}>
        {asking !== undefined && (
          <>
            <p>{t(`approvals.guard.${asking}`)}</p>
            {asking === 'decide' && <ProposalFacts approval={approval} />}
            <div className="form-acts">
              <Button variant="filled" loading={act.isPending} onClick={() => act.mutate(asking)}>
                {t(`approvals.moves.${asking}`)}
              </Button>
              <Button onClick={() => setAsking(undefined)}>{t('approvals.cancel')}</Button>
            </div>
          </>
        )}
      </Dialog>
    </div>
  )
}
