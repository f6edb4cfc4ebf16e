import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../lib/api.ts'
import { useClock } from '../../lib/clock.ts'
import { ifMatch } from '../../lib/if-match.ts'
import { TextField } from '../../ui/Field.tsx'
import { Form } from '../../ui/Form.tsx'
import { errorOf, type FieldProblem } from '../../ui/form-problems.ts'
import { showNotice } from '../../ui/undo-notice.tsx'
import { ChoiceField } from './ChoiceField.tsx'
import { zoneOptions } from './zones.ts'

type Kind = 'head_office' | 'division' | 'subsidiary'
export type Unit = {
  id: string
  version: number
  name: string
  nameEn: string
  kind: Kind
  parentId: string | null
  tz: string
}

const kinds: readonly Kind[] = ['head_office', 'division', 'subsidiary']
const blank = { name: '', nameEn: '', kind: 'division' as Kind, parentId: null as string | null }

type Props = { unit: Unit | 'new'; units: readonly Unit[]; onDone: () => void }

/** Adds a unit or changes one; the server refuses a unit below itself. */
export function UnitForm({ unit, units, onDone }: Props) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { zone } = useClock()
  const [entered, setEntered] = useState(() => {
    if (unit === 'new') return { ...blank, tz: zone }
    const { id: _id, version: _version, ...fields } = unit
    return fields
  })
  const [problems, setProblems] = useState<FieldProblem[]>([])
  const set = (part: Partial<typeof entered>) => setEntered({ ...entered, ...part })
  const save = useMutation({
    mutationFn: () =>
      unit === 'new'
        ? body(api.POST('/api/v1/units', { body: entered }))
        : body(
            api.PUT('/api/v1/units/{id}', {
              params: { path: { id: unit.id } },
              headers: ifMatch(unit.version),
              body: entered,
            }),
          ),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['units'] })
      onDone()
      showNotice(t('settings.saved'))
    },
  })
  const submit = () => {
    const found =
      entered.name.trim() === ''
        ? [{ id: 'unitName', message: t('common.required_field', { label: t('settings.unitName') }) }]
        : []
    setProblems(found)
    if (found.length === 0) save.mutate()
  }
  return (
    <Form
      onSubmit={submit}
      saving={save}
      failed={t('settings.saveFailed')}
      problems={problems}
      submit={t('common.save')}
      acts={<Button onClick={onDone}>{t('settings.cancel')}</Button>}
    >
      <TextField
        id="unitName"
        label={t('settings.unitName')}
        required
        maxLength={80}
        value={entered.name}
        onChange={(name) => set({ name })}
        {...errorOf(problems, 'unitName')}
      />
      <TextField
        id="unitNameEn"
        label={t('settings.unitNameEn')}
        maxLength={80}
        value={entered.nameEn}
        onChange={(nameEn) => set({ nameEn })}
      />
      <ChoiceField
        id="unitKind"
        label={t('settings.unitKind')}
        options={kinds.map((kind) => ({ value: kind, label: t(`settings.kind.${kind}`) }))}
        value={entered.kind}
        onChange={(value) => set({ kind: kinds.find((kind) => kind === value) ?? 'division' })}
      />
      <ChoiceField
        id="unitParent"
        label={t('settings.unitParent')}
        options={[
          { value: '', label: t('settings.unitTop') },
          ...units
            .filter((each) => unit === 'new' || each.id !== unit.id)
            .map((each) => ({ value: each.id, label: each.name })),
        ]}
        value={entered.parentId ?? ''}
        onChange={(value) => set({ parentId: value === '' ? null : value })}
      />
      <ChoiceField
        id="unitZone"
        label={t('settings.tz')}
        options={zoneOptions(entered.tz)}
        value={entered.tz}
        onChange={(tz) => set({ tz })}
      />
    </Form>
  )
}
