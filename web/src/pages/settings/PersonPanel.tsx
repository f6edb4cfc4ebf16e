import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../lib/api.ts'
import { ifMatch } from '../../lib/if-match.ts'
import { problemOf } from '../../lib/problem.ts'
import { useSession } from '../../lib/session.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { TextField } from '../../ui/Field.tsx'
import { FormSummary } from '../../ui/FormSummary.tsx'
import { errorOf, type FieldProblem } from '../../ui/form-problems.ts'
import { Section } from '../../ui/Section.tsx'
import { showNotice } from '../../ui/undo-notice.tsx'
import { RolesField } from './RolesField.tsx'
import { type Grant, rolesProblem } from './roles.ts'

type Person = {
  id: string
  version: number
  name: string
  status: 'active' | 'suspended'
  mfa: boolean
  roles: Grant[]
}
type Props = { person: Person; units: readonly { id: string; shown: string }[] }

/** Roles, access and a lost second factor of one colleague. */
export function PersonPanel({ person, units }: Props) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const session = useSession()
  const [grants, setGrants] = useState(person.roles)
  const [reason, setReason] = useState('')
  const [problems, setProblems] = useState<FieldProblem[]>([])
  const at = { params: { path: { id: person.id } }, headers: ifMatch(person.version) }
  const done = async (message: string) => {
    await client.invalidateQueries({ queryKey: ['members'] })
    showNotice(message)
  }
  const saveRoles = useMutation({
    mutationFn: () => body(api.PUT('/api/v1/members/{id}/roles', { ...at, body: { roles: grants } })),
    onSuccess: () => done(t('settings.rolesSaved', { name: person.name })),
  })
  const status = useMutation({
    mutationFn: (next: Person['status']) =>
      body(api.PUT('/api/v1/members/{id}/status', { ...at, body: { status: next } })),
    onSuccess: (_row, next) =>
      done(t(next === 'suspended' ? 'settings.suspendedDone' : 'settings.reactivatedDone', { name: person.name })),
  })
  const reset = useMutation({
    mutationFn: () => body(api.POST('/api/v1/members/{id}/second-factor-reset', { ...at, body: { reason } })),
    onSuccess: () => done(t('settings.resetDone', { name: person.name })),
  })
  const submitRoles = () => {
    const wrong = rolesProblem(grants)
    setProblems(wrong === undefined ? [] : [{ id: 'roles', message: t(`settings.${wrong}`) }])
    if (wrong === undefined) saveRoles.mutate()
  }
  const submitReset = () => {
    const missing = t('common.required_field', { label: t('settings.resetReason') })
    setProblems(reason.trim() === '' ? [{ id: 'resetReason', message: missing }] : [])
    if (reason.trim() !== '') reset.mutate()
  }
  const failed = saveRoles.error ?? status.error ?? reset.error
  const self = session?.member.id === person.id
  return (
    <>
      <FormSummary problems={problems} />
      {failed && <ErrorState what={t('settings.saveFailed')} problem={problemOf(failed)} />}
      <div className="form">
        <RolesField grants={grants} units={units} onChange={setGrants} />
        <div className="form-acts">
          <Button variant="filled" loading={saveRoles.isPending} onClick={submitRoles}>
            {t('settings.rolesSave')}
          </Button>
        </div>
      </div>
      <Section title={t('settings.access')} level={3}>
        <div className="form">
          {person.status === 'active' ? (
            <>
              <p>{t('settings.suspendHelp')}</p>
              <div className="form-acts">
                <Button loading={status.isPending} onClick={() => status.mutate('suspended')}>
                  {t('settings.suspend')}
                </Button>
              </div>
            </>
          ) : (
            <div className="form-acts">
              <Button loading={status.isPending} onClick={() => status.mutate('active')}>
                {t('settings.reactivate')}
              </Button>
            </div>
          )}
        </div>
      </Section>
      {person.mfa && !self && (
        <Section title={t('settings.mfa')} level={3}>
          <div className="form">
            <p>{t('settings.resetHelp')}</p>
            <TextField
              id="resetReason"
              label={t('settings.resetReason')}
              required
              maxLength={500}
              value={reason}
              onChange={setReason}
              {...errorOf(problems, 'resetReason')}
            />
            <div className="form-acts">
              <Button loading={reset.isPending} onClick={submitReset}>
                {t('settings.reset')}
              </Button>
            </div>
          </div>
        </Section>
      )}
    </>
  )
}
