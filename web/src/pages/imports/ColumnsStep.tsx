import { Button, NativeSelect } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../lib/api.ts'
import { formatNumber } from '../../lib/format-number.ts'
import { problemOf } from '../../lib/problem.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { FormSummary } from '../../ui/FormSummary.tsx'
import { PlainTable } from '../../ui/PlainTable.tsx'
import { Section } from '../../ui/Section.tsx'
import { Strip } from '../../ui/Strip.tsx'
import { showNotice } from '../../ui/undo-notice.tsx'
import { ColumnRow } from './ColumnRow.tsx'
import { FileNotes } from './FileNotes.tsx'
import { type Import, importQuery, type MappedColumn } from './import-queries.ts'
import { assign, type Kept, lacksOf, sameMapping, withUnit } from './mapping-draft.ts'

type Props = {
  data: Import
  mapping: readonly MappedColumn[]
  onChange: (mapping: MappedColumn[]) => void
  onSaved: () => void
}
type Body = { sheet?: number; columns?: MappedColumn[] }

/** Which column holds what; the server's proposal stands until a person changes it. */
export function ColumnsStep({ data, mapping, onChange, onSaved }: Props) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [tried, setTried] = useState(false)
  const save = useMutation({
    mutationFn: (change: Body) =>
      body(api.PUT('/api/v1/imports/{id}/mapping', { params: { path: { id: data.id } }, body: change })),
    onSuccess: (next) => {
      client.removeQueries({ queryKey: ['imports', data.id, 'rows'] })
      client.setQueryData(importQuery(data.id).queryKey, next)
      onSaved()
    },
  })
  const lacks = lacksOf(data.columns, mapping).map((lack) =>
    lack.kind === 'key'
      ? { id: `column-${data.columns[0]?.index ?? 0}`, message: t('imports.keyMissing') }
      : {
          id: `unit-${lack.column.index}`,
          message: t('imports.unitMissing', { letters: lack.column.letters, heading: lack.column.heading }),
        },
  )
  const change = (index: number, field: Kept | null) => {
    const letters = (at: number) => data.columns.find((column) => column.index === at)?.letters ?? ''
    const held = field === null ? undefined : mapping.find((each) => each.field === field && each.index !== index)
    if (held !== undefined && field !== null)
      showNotice(
        t('imports.moved', { field: t(`imports.fields.${field}`), from: letters(held.index), to: letters(index) }),
      )
    onChange(assign(mapping, index, field))
  }
  const toRows = () => navigate({ to: '/imports/$id', params: { id: data.id }, search: { step: 'rows' } })
  const apply = () => {
    setTried(true)
    if (lacks.length > 0) return
    // An unchanged proposal is saved as well: a person has now confirmed it for files like this one.
    if (data.remembered && sameMapping(mapping, data.mapping)) void toRows()
    else save.mutate({ columns: [...mapping] }, { onSuccess: () => void toRows() })
  }
  return (
    <>
      {tried && <FormSummary problems={lacks} />}
      {save.error !== null && <ErrorState what={t('imports.applyFailed')} problem={problemOf(save.error)} />}
      {data.remembered && <Strip weight="done">{t('imports.remembered')}</Strip>}
      {data.sheets.length > 1 && (
        <NativeSelect
          className="import-sheet"
          label={t('imports.sheet')}
          value={String(data.sheet)}
          disabled={save.isPending}
          data={data.sheets.map(({ position, name, hidden, rows }) => ({
            value: String(position),
            label: t(hidden ? 'imports.sheetHidden' : 'imports.sheetOption', { name, rows: formatNumber(rows) }),
          }))}
          onChange={(event) => save.mutate({ sheet: Number(event.currentTarget.value) })}
        />
      )}
      <Section
        title={t('imports.columnsTitle')}
        note={t('imports.columnsNote', { total: data.columns.length, used: mapping.length })}
      >
        <PlainTable
          className="import-columns"
          caption={t('imports.columnsTitle')}
          heads={[t('imports.column'), t('imports.firstValues'), t('imports.holds')]}
        >
          {data.columns.map((column) => (
            <ColumnRow
              key={column.index}
              column={column}
              mapped={mapping.find(({ index }) => index === column.index)}
              onField={(field) => change(column.index, field)}
              onUnit={(unit) => onChange(withUnit(mapping, column.index, unit))}
            />
          ))}
        </PlainTable>
      </Section>
      <div className="import-foot">
        <Button variant="filled" loading={save.isPending} onClick={apply}>
          {t('imports.applyColumns')}
        </Button>
      </div>
      <FileNotes data={data} />
    </>
  )
}
