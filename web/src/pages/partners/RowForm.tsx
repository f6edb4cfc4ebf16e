import { Button, FileButton, NativeSelect } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DateField } from '../../ui/DateField.tsx'
import { TextField } from '../../ui/Field.tsx'
import { Form } from '../../ui/Form.tsx'
import { errorOf, type FieldProblem, useProblems } from '../../ui/form-problems.ts'

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
  save: (entries: Entries, file: File | null) => Promise<unknown>
  /** Edits a row that is there: the opener is a link that names the row. */
  edits?: string
  /** Label of a file that can go with the row. */
  file?: string
}

/** Adds or edits one row of a block of a partner's page, in place. */
export function RowForm({ label, fields, initial, save, edits, file: fileLabel }: Props) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const prefix = useId()
  const [opened, setOpened] = useState(false)
  const [file, setFile] = useState<File | null>(null)
  const [entries, setEntries] = useState(initial)
  const saving = useMutation({
    mutationFn: () => save(entries, file),
    onSuccess: async () => {
      setEntries(initial)
      setFile(null)
      setOpened(false)
      await client.invalidateQueries({ queryKey: ['partners'] })
    },
  })
  const labels = Object.fromEntries(fields.map((field) => [field.name, field.label]))
  const [problems, setMissing] = useProblems(saving.error, labels, prefix)
  const submit = () => {
    const empty = fields.filter((field) => field.required === true && (entries[field.name] ?? '').trim() === '')
    setMissing(
      empty.map((field) => ({ id: prefix + field.name, message: t('common.required_field', { label: field.label }) })),
    )
    if (empty.length === 0) saving.mutate()
  }
  const open = () => {
    setEntries(initial)
    setOpened(true)
  }
  if (!opened && edits !== undefined)
    return (
      <button type="button" className="plain-button link-button" aria-label={edits} onClick={open}>
        {label}
      </button>
    )
  if (!opened)
    return (
      <Button mt="sm" onClick={open}>
        {label}
      </Button>
    )
  return (
    <Form
      onSubmit={submit}
      saving={saving}
      failed={t('partners.saveFailed')}
      problems={problems}
      submit={t('common.save')}
      acts={<Button onClick={() => setOpened(false)}>{t('partners.cancel')}</Button>}
    >
      <div className="row-form">
        {fields.map((field) => (
          <Control
            key={field.name}
            id={prefix + field.name}
            field={field}
            value={entries[field.name] ?? ''}
            onChange={(value) => setEntries({ ...entries, [field.name]: value })}
            problems={problems}
          />
        ))}
        {fileLabel !== undefined && <FileChoice label={fileLabel} file={file} onChoose={setFile} />}
      </div>
    </Form>
  )
}

type ControlProps = {
  id: string
  field: RowField
  value: string
  onChange: (value: string) => void
  problems: readonly FieldProblem[]
}

function Control({ id, field, value, onChange, problems }: ControlProps) {
  const { label, help, required = false } = field
  const error = errorOf(problems, id)
  if (field.choices !== undefined)
    return (
      <NativeSelect
        id={id}
        label={label}
        data={[...field.choices]}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        {...error}
      />
    )
  if (field.date === true)
    return (
      <DateField id={id} label={label} value={value || null} onChange={(date) => onChange(date ?? '')} {...error} />
    )
  return (
    <TextField
      id={id}
      label={label}
      required={required}
      value={value}
      onChange={onChange}
      {...(help === undefined ? {} : { help })}
      {...error}
    />
  )
}

type FileProps = { label: string; file: File | null; onChoose: (file: File | null) => void }

function FileChoice({ label, file, onChoose }: FileProps) {
  const { t } = useTranslation()
  return (
    <div>
      <span className="row-form-label">{label}</span>
      <FileButton onChange={onChoose}>{(props) => <Button {...props}>{t('partners.chooseFile')}</Button>}</FileButton>
      {file !== null && <p className="meta">{t('partners.fileChosen', { name: file.name })}</p>}
    </div>
  )
}
