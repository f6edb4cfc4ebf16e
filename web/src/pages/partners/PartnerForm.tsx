import { Button, NativeSelect } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PARTNER_KINDS } from '../../../../src/domain/partner/kind.ts'
import { problemOf } from '../../lib/problem.ts'
import { TextField } from '../../ui/Field.tsx'
import { Form } from '../../ui/Form.tsx'
import { errorOf, useProblems } from '../../ui/form-problems.ts'
import { LeaveGuard } from '../../ui/LeaveGuard.tsx'
import { IndustryField } from './IndustryField.tsx'
import { type PartnerEntries, PLAIN_FIELDS, type PlainField, unreadNumbers } from './partner-entries.ts'
import { UnitsField } from './UnitsField.tsx'

type Props = {
  initial: PartnerEntries
  save: (entries: PartnerEntries) => Promise<{ id: string }>
  onReload?: () => void
}

/** The facts of a partner, to enter or to put right. */
export function PartnerForm({ initial, save, onReload }: Props) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [entries, setEntries] = useState(initial)
  const saving = useMutation({
    mutationFn: () => save(entries),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['partners'] })
      await navigate({ to: '/partners/$id', params: { id }, ignoreBlocker: true })
    },
  })
  const [problems, setMissing] = useProblems(saving.error, {
    ...Object.fromEntries(PLAIN_FIELDS.map((name) => [name, t(`partners.fields.${name}`)])),
    industry: t('partners.fields.industry'),
    kind: t('partners.kind'),
    unitIds: t('partners.units'),
  })
  const conflict = saving.error !== null && problemOf(saving.error).code === 'request.changed_meanwhile'
  const help: Partial<Record<PlainField, string>> = {
    corporateNumber: t('partners.numberHelp'),
    country: t('partners.countryHelp'),
    tags: t('partners.tagsHelp'),
  }
  const submit = () => {
    const found = [
      ...(entries.name.trim() === ''
        ? [{ id: 'name', message: t('common.required_field', { label: t('partners.fields.name') }) }]
        : []),
      ...unreadNumbers(entries).map((id) => ({
        id,
        message: t('common.wholeNumber', { label: t(`partners.fields.${id}`) }),
      })),
    ]
    setMissing(found)
    if (found.length === 0) saving.mutate()
  }
  return (
    <Form
      onSubmit={submit}
      saving={saving}
      failed={t('partners.saveFailed')}
      {...(conflict ? { safe: t('partners.conflictHelp') } : {})}
      problems={problems}
      submit={t('common.save')}
    >
      <LeaveGuard unsaved={JSON.stringify(entries) !== JSON.stringify(initial) && !saving.isSuccess} />
      {conflict && onReload && <Button onClick={onReload}>{t('partners.reload')}</Button>}
      {PLAIN_FIELDS.map((name) => (
        <TextField
          key={name}
          id={name}
          label={t(`partners.fields.${name}`)}
          required={name === 'name'}
          value={entries[name]}
          onChange={(value) => setEntries({ ...entries, [name]: value })}
          {...(help[name] === undefined ? {} : { help: help[name] })}
          {...errorOf(problems, name)}
        />
      ))}
      <IndustryField
        value={entries.industry}
        onChange={(industry) => setEntries({ ...entries, industry })}
        {...errorOf(problems, 'industry')}
      />
      <NativeSelect
        id="kind"
        label={t('partners.kind')}
        data={PARTNER_KINDS.map((value) => ({ value, label: t(`partners.kinds.${value}`) }))}
        value={entries.kind}
        onChange={(event) => setEntries({ ...entries, kind: event.currentTarget.value })}
      />
      <UnitsField
        id="unitIds"
        value={entries.unitIds}
        onChange={(unitIds) => setEntries({ ...entries, unitIds })}
        {...errorOf(problems, 'unitIds')}
      />
    </Form>
  )
}
