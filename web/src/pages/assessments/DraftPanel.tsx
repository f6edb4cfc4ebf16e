import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../lib/api.ts'
import { ifMatch } from '../../lib/if-match.ts'
import { problemOf } from '../../lib/problem.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LeaveGuard } from '../../ui/LeaveGuard.tsx'
import { Section } from '../../ui/Section.tsx'
import { Strip } from '../../ui/Strip.tsx'
import { showNotice } from '../../ui/undo-notice.tsx'
import { type Assessment, oneKey, proposalsQuery } from './assessment-queries.ts'
import { FairnessFields, type Wish } from './FairnessFields.tsx'
import { MailPreview } from './MailPreview.tsx'
import { RequestActs } from './RequestActs.tsx'
import { SendDialog } from './SendDialog.tsx'
import { isChanged } from './wish-check.ts'

/** A request that has not gone out: its words, what holds it back, the mail as it would arrive, and sending. */
export function DraftPanel({ assessment }: { assessment: Assessment }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { id, version, problems, partnerId, set, deadline } = assessment
  const [wish, setWish] = useState<Wish>(assessment)
  const [sending, setSending] = useState(false)
  const phrases = useQuery(proposalsQuery([partnerId])).data
  const asks = assessment.can.includes('assessment:ask')
  const save = useMutation({
    mutationFn: () => {
      const { necessity, scope, method, helpOffered, equivalentAccepted, reviewReason } = wish
      return body(
        api.PATCH('/api/v1/assessments/{id}', {
          params: { path: { id } },
          headers: ifMatch(version),
          body: {
            necessity,
            scope,
            method,
            helpOffered,
            equivalentAccepted,
            reviewReason,
            deadline: wish.deadline,
          },
        }),
      )
    },
    onSuccess: async (seen) => {
      client.setQueryData(oneKey(id), seen)
      showNotice(t('assessments.request.savedDraft'))
      await client.invalidateQueries({ queryKey: ['assessments', 'mail', id] })
    },
  })
  const changed = isChanged(wish, assessment)
  const send = () => {
    // What goes out is what was saved: what was typed since is saved first.
    if (!changed) setSending(true)
    else save.mutate(undefined, { onSuccess: (seen) => setSending(seen.problems.length === 0) })
  }
  const reach = phrases?.items[0]?.reach
  return (
    <div className="two-columns">
      <Section title={t('assessments.send.wish')} note={t('assessments.send.wishNote')}>
        <LeaveGuard unsaved={changed && !save.isPending} />
        {problems.map((problem) => (
          <Strip key={problem.code} weight="wait">
            {problem.message}
          </Strip>
        ))}
        <FairnessFields
          wish={wish}
          onChange={setWish}
          phrases={phrases?.phrases}
          sets={[set]}
          problems={[]}
          heavy={set === 'R4'}
        />
        {save.error && (
          <ErrorState what={t('common.saveFailed')} problem={problemOf(save.error)} safe={t('errors.inputKept')} />
        )}
        {asks && (
          <div className="form-acts">
            <Button
              variant={problems.length > 0 ? 'filled' : 'default'}
              loading={save.isPending}
              onClick={() => save.mutate()}
            >
              {t('assessments.request.save_draft')}
            </Button>
            {problems.length === 0 && (
              <Button variant="filled" loading={save.isPending} onClick={send}>
                {t('assessments.request.sendNow')}
              </Button>
            )}
          </div>
        )}
        <RequestActs assessment={assessment} />
      </Section>
      <MailPreview id={id} name={assessment.partnerName} />
      <SendDialog
        ids={[id]}
        byMail={reach === 'mail' ? 1 : 0}
        deadline={deadline}
        opened={sending}
        onClose={() => setSending(false)}
        onSent={() => setSending(false)}
      />
    </div>
  )
}
