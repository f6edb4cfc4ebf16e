import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { problemOf } from '../../lib/problem.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { TextField } from '../../ui/Field.tsx'
import { errorOf, type FieldProblem, FormSummary } from '../../ui/FormSummary.tsx'

export type RowField = {
  name: string
  label: string
  required?: boolean
  help?: string
  choices?: readonly { value: string; label: string }[]
  date?: boolean
}
type Entries = Record<string, string>
type Props = {
  label: string
  fields: readonly RowField[]
  initial: Entries
  save: (entries: Entries) => Promise<unknown>
}

/** Adds one row to a block of a partner's page, in place. */
export function RowForm({ label, fields, initial, save }: Props) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [opened, setOpened] = useState(false)
  const [entries, setEntries] = useState(initial)
  const [missing, setMissing] = useState<FieldProblem[]>([])
  const saving = useMutation({
    mutationFn: () => save(entries),
    onSuccess: async () => {
      setEntries(initial)
      setOpened(false)
      await client.invalidateQueries({ queryKey: ['partners'] })
    },
  })
  const problem = saving.error ? problemOf(saving.error) : undefined
  const problems = [...missing, ...(problem?.fields ?? []).map(({ field, message }) => ({ id: field, message }))]
  const submit = () => {
    const empty = fields.filter((field) => field.required === true && (entries[field.name] ?? '').trim() === '')
    setMissing(empty.map((field) => ({ id: field.name, message: t('common.required_field', { label: field.label }) })))
    if (empty.length === 0) saving.mutate()
  }
  if (!opened)
    return (
      <Button mt="sm" onClick={() => setOpened(true)}>
        {label}
      </Button>
    )
  return (
    <form
      className="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <FormSummary problems={problems} />
      {problem && problem.fields.length === 0 && (
        <ErrorState what={t('partners.saveFailed')} problem={problem} safe={t('errors.inputKept')} />
      )}
      <div className="row-form">
        {fields.map((field) => (
          <Control
            key={field.name}
            field={field}
            value={entries[field.name] ?? ''}
            onChange={(value) => setEntries({ ...entries, [field.name]: value })}
            problems={problems}
          />
        ))}
      </div>
      <div className="form-acts">
        <Button type="submit" variant="filled" loading={saving.isPending}>
          {t('common.save')}
        </Button>
        <Button onClick={() => setOpened(false)}>{t('partners.cancel')}</Button>
      </div>
    </form>
  )
}

type ControlProps = {
  field: RowField
  value: string
  onChange: (value: string) => void
  problems: readonly FieldProblem[]
}

function Control({ field, value, onChange, problems }: ControlProps) {
  const { name, label, help, required = false } = field
  if (field.choices !== undefined)
    return (
      <NativeSelect
        id={name}
        label={label}
        data={[...field.choices]}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        {...errorOf(problems, name)}
      />
    )
  if (field.date === true)
    return (
      <TextInput
        id={name}
        type="date"
        label={label}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        {...errorOf(problems, name)}
      />
    )
  return (
    <TextField
      id={name}
      label={label}
      required={required}
      value={value}
      onChange={onChange}
      {...(help === undefined ? {} : { help })}
      {...errorOf(problems, name)}
    />
  )
}
