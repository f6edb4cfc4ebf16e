import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../lib/api.ts'
import { useClock } from '../../lib/clock.ts'
import { dayStart } from '../../lib/day-start.ts'
import { useSession } from '../../lib/session.ts'
import { DateField } from '../../ui/DateField.tsx'
import { Form } from '../../ui/Form.tsx'
import { errorOf, type FieldProblem } from '../../ui/form-problems.ts'
import { ChoiceField } from './ChoiceField.tsx'

/** Names a deputy by whole days of the organisation's clock; an administrator may do so for an absent colleague. */
export function DeputyForm({ onDone }: { onDone: (name: string) => Promise<void> }) {
  const { t } = useTranslation()
  const session = useSession()
  const members = useQuery({ queryKey: ['members'], queryFn: () => body(api.GET('/api/v1/members')) }).data
  const { today, zone } = useClock()
  const own = session?.member.id ?? ''
  const [entered, setEntered] = useState({ memberId: own, deputyId: '', from: today, until: today })
  const [problems, setProblems] = useState<FieldProblem[]>([])
  const set = (part: Partial<typeof entered>) => setEntered({ ...entered, ...part })
  const appoint = useMutation({
    mutationFn: () =>
      body(
        api.POST('/api/v1/approvals/deputies', {
          body: {
            memberId: entered.memberId === own ? null : entered.memberId,
            deputyId: entered.deputyId,
            startsAt: dayStart(entered.from, zone),
            endsAt: dayStart(entered.until, zone, 1),
          },
        }),
      ),
    onSuccess: (made) => onDone(made.deputy.name),
  })
  const active = (members?.items ?? []).filter((member) => member.status === 'active')
  const options = active.map((member) => ({ value: member.id, label: member.name }))
  const submit = () => {
    const found: FieldProblem[] = []
    if (entered.deputyId === '') {
      found.push({ id: 'deputy', message: t('common.required_field', { label: t('settings.deputyWho') }) })
    }
    if (entered.until < entered.from) found.push({ id: 'deputyUntil', message: t('settings.deputyOrder') })
    setProblems(found)
    if (found.length === 0) appoint.mutate()
  }
  return (
    <Form
      onSubmit={submit}
      saving={appoint}
      failed={t('settings.saveFailed')}
      problems={problems}
      submit={t('settings.deputyAdd')}
    >
      {members?.can.includes('organization:manage') && (
        <ChoiceField
          id="absent"
          label={t('settings.deputyFor')}
          options={options}
          value={entered.memberId}
          onChange={(memberId) => set({ memberId, deputyId: '' })}
        />
      )}
      <ChoiceField
        id="deputy"
        label={t('settings.deputyWho')}
        required
        options={[
          { value: '', label: t('settings.choose') },
          ...options.filter((option) => option.value !== entered.memberId),
        ]}
        value={entered.deputyId}
        onChange={(deputyId) => set({ deputyId })}
        {...errorOf(problems, 'deputy')}
      />
      <DateField
        id="deputyFrom"
        label={t('settings.deputyFrom')}
        required
        earliest={today}
        value={entered.from}
        onChange={(from) => set({ from: from ?? today })}
      />
      <DateField
        id="deputyUntil"
        label={t('settings.deputyUntil')}
        required
        earliest={entered.from}
        value={entered.until}
        onChange={(until) => set({ until: until ?? entered.from })}
        {...errorOf(problems, 'deputyUntil')}
      />
    </Form>
  )
}
