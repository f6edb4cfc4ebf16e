// Who may propose new partners to us, and until when? For procurement.
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { components } from '../../lib/api.gen.d.ts'
import { answer, api, body } from '../../lib/api.ts'
import { useClock } from '../../lib/clock.ts'
import { problemOf } from '../../lib/problem.ts'
import { useUnitNames } from '../../lib/unit-names.ts'
import { ConfirmAct } from '../../ui/ConfirmAct.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { TextField } from '../../ui/Field.tsx'
import { Form } from '../../ui/Form.tsx'
import { errorOf, type FieldProblem } from '../../ui/form-problems.ts'
import { PageHead } from '../../ui/PageHead.tsx'
import { Section } from '../../ui/Section.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { Strip } from '../../ui/Strip.tsx'
import { showNotice } from '../../ui/undo-notice.tsx'
import './partners.css'

type IntakeLink = components['schemas']['IntakeLinks']['items'][number]

const DAYS = [7, 30, 90, 180, 365] as const
const linksQuery = queryOptions({
  queryKey: ['intake-links'],
  queryFn: () => body(api.GET('/api/v1/intake-links')),
})

export function IntakeLinksPage() {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(linksQuery)
  return (
    <>
      <PageHead
        back={<Link to="/partners">{t('partners.backToList')}</Link>}
        title={t('partners.links.title')}
        note={t('partners.links.note')}
      />
      {error !== null && (
        <ErrorState what={t('partners.links.failed')} problem={problemOf(error)} onRetry={() => void refetch()} />
      )}
      <div className="two-columns">
        <Section title={t('partners.intakeLinks')}>
          {data === undefined ? (
            error === null && <SkeletonRows shown />
          ) : data.items.length === 0 ? (
            <EmptyState text={t('partners.links.none')} />
          ) : (
            <Given links={data.items} />
          )}
        </Section>
        <Section title={t('partners.links.give')}>
          <Give />
        </Section>
      </div>
    </>
  )
}

function Given({ links }: { links: IntakeLink[] }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { units } = useUnitNames()
  const { now, dayOf } = useClock()
  const end = useMutation({
    mutationFn: (id: string) => answer(api.DELETE('/api/v1/intake-links/{id}', { params: { path: { id } } })),
    onSettled: () => client.invalidateQueries({ queryKey: linksQuery.queryKey }),
  })
  return (
    <>
      {end.error && <ErrorState what={t('partners.saveFailed')} problem={problemOf(end.error)} />}
      <ul className="plain-rows">
        {links.map((link) => (
          <li key={link.id}>
            <b>{link.label}</b>
            <span className="meta">{units.find((unit) => unit.id === link.unitId)?.shown}</span>
            <span className="meta">{t('partners.links.requests', { count: link.requests })}</span>
            <span className="row-end">
              {link.revokedAt !== null || link.expiresAt <= now ? (
                t('partners.links.ended')
              ) : (
                <>
                  {t('partners.links.until', { date: dayOf(link.expiresAt) })}{' '}
                  <ConfirmAct
                    word={t('partners.links.end')}
                    title={t('partners.links.endOf', { label: link.label })}
                    text={t('partners.links.endText')}
                    onConfirm={() => end.mutate(link.id)}
                  />
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

function Give() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { units } = useUnitNames()
  const [label, setLabel] = useState('')
  const [unitId, setUnitId] = useState('')
  const [days, setDays] = useState('90')
  const [problems, setProblems] = useState<readonly FieldProblem[]>([])
  const give = useMutation({
    mutationFn: () =>
      body(api.POST('/api/v1/intake-links', { body: { label, unitId: unitId || null, days: Number(days) } })),
    onSuccess: async () => {
      setLabel('')
      await client.invalidateQueries({ queryKey: linksQuery.queryKey })
    },
  })
  const submit = () => {
    const message = t('common.required_field', { label: t('partners.links.label') })
    setProblems(label.trim() === '' ? [{ id: 'linkLabel', message }] : [])
    if (label.trim() !== '') give.mutate()
  }
  return (
    <Form
      onSubmit={submit}
      saving={give}
      failed={t('partners.saveFailed')}
      problems={problems}
      submit={t('partners.links.give')}
    >
      {give.data !== undefined && <Made token={give.data.token} />}
      <TextField
        id="linkLabel"
        label={t('partners.links.label')}
        help={t('partners.links.labelHelp')}
        required
        maxLength={100}
        value={label}
        onChange={setLabel}
        {...errorOf(problems, 'linkLabel')}
      />
      <NativeSelect
        label={t('partners.links.unit')}
        data={[
          { value: '', label: t('partners.links.noUnit') },
          ...units.map((unit) => ({ value: unit.id, label: unit.shown })),
        ]}
        value={unitId}
        onChange={(event) => setUnitId(event.currentTarget.value)}
      />
      <NativeSelect
        label={t('partners.links.days')}
        data={DAYS.map(String)}
        value={days}
        onChange={(event) => setDays(event.currentTarget.value)}
      />
    </Form>
  )
}

/** The secret stands behind # so that no server ever writes it down, and is shown this once. */
function Made({ token }: { token: string }) {
  const { t } = useTranslation()
  const address = `${window.location.origin}/intake#${token}`
  const copy = async () => {
    // A page that did not come over https has no clipboard.
    const copied = await Promise.resolve()
      .then(() => navigator.clipboard.writeText(address))
      .then(
        () => true,
        () => false,
      )
    showNotice(t(copied ? 'partners.links.copied' : 'partners.links.notCopied'))
  }
  return (
    <>
      <Strip weight="done">{t('partners.links.made')}</Strip>
      <TextInput
        label={t('partners.links.address')}
        readOnly
        value={address}
        onFocus={(event) => event.target.select()}
      />
      <div className="form-acts">
        <Button onClick={() => void copy()}>{t('partners.links.copy')}</Button>
      </div>
    </>
  )
}
