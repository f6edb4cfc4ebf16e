// What holds for the whole organisation? For administrators; everyone else may read it.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '../../lib/api.ts'
import { formatMonth } from '../../lib/format-date.ts'
import { ifMatch } from '../../lib/if-match.ts'
import { useLocale } from '../../lib/locale.ts'
import { problemOf } from '../../lib/problem.ts'
import { sessionQuery } from '../../lib/session.ts'
import { ChoiceList } from '../../ui/ChoiceList.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { TextField } from '../../ui/Field.tsx'
import { Form } from '../../ui/Form.tsx'
import { errorOf, type FieldProblem } from '../../ui/form-problems.ts'
import { LeaveGuard } from '../../ui/LeaveGuard.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { showNotice } from '../../ui/undo-notice.tsx'
import { useLate } from '../../ui/use-late.ts'
import { ChoiceField } from './ChoiceField.tsx'
import { SettingsFrame } from './SettingsFrame.tsx'
import { zoneOptions } from './zones.ts'

const key = ['organization', 'settings']
const read = () => body(api.GET('/api/v1/organization/settings'))
type Settings = Awaited<ReturnType<typeof read>>

export function OrganizationPage() {
  const { t } = useTranslation()
  const query = useQuery({ queryKey: key, queryFn: read })
  const late = useLate(query.isPending)
  return (
    <SettingsFrame>
      {query.error && (
        <ErrorState
          what={t('settings.loadFailed')}
          problem={problemOf(query.error)}
          onRetry={() => void query.refetch()}
        />
      )}
      {query.isPending && <SkeletonRows shown={late} />}
      {query.data && <OrganizationForm key={query.data.version} settings={query.data} />}
    </SettingsFrame>
  )
}

function OrganizationForm({ settings }: { settings: Settings }) {
  const { t } = useTranslation()
  const locale = useLocale()
  const client = useQueryClient()
  const { version, can, ...first } = settings
  const [entered, setEntered] = useState(first)
  const [problems, setProblems] = useState<FieldProblem[]>([])
  const set = (part: Partial<typeof first>) => setEntered({ ...entered, ...part })
  const mayChange = can.includes('organization:configure')
  const save = useMutation({
    mutationFn: () => body(api.PUT('/api/v1/organization/settings', { body: entered, headers: ifMatch(version) })),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: key })
      await client.invalidateQueries({ queryKey: sessionQuery.queryKey })
      showNotice(t('settings.saved'))
    },
  })
  const submit = () => {
    const found =
      entered.name.trim() === ''
        ? [{ id: 'organizationName', message: t('common.required_field', { label: t('settings.name') }) }]
        : []
    setProblems(found)
    if (found.length === 0) save.mutate()
  }
  const unsaved = JSON.stringify(entered) !== JSON.stringify(first) && !save.isSuccess
  return (
    <Form
      onSubmit={submit}
      saving={save}
      failed={t('settings.saveFailed')}
      problems={problems}
      submit={mayChange ? t('common.save') : null}
    >
      <LeaveGuard unsaved={unsaved} />
      {!mayChange && <p className="meta">{t('settings.readOnly')}</p>}
      <TextField
        id="organizationName"
        label={t('settings.name')}
        help={t('settings.nameHelp')}
        required
        maxLength={120}
        value={entered.name}
        onChange={(name) => set({ name })}
        {...errorOf(problems, 'organizationName')}
      />
      <ChoiceField
        id="organizationZone"
        label={t('settings.tz')}
        options={zoneOptions(first.tz)}
        value={entered.tz}
        onChange={(tz) => set({ tz })}
      />
      <ChoiceField
        id="fiscalMonth"
        label={t('settings.fiscalMonth')}
        options={Array.from({ length: 12 }, (_, at) => ({
          value: String(at + 1),
          label: formatMonth(at + 1, locale),
        }))}
        value={String(entered.fiscalMonth)}
        onChange={(month) => set({ fiscalMonth: Number(month) })}
      />
      <ChoiceList
        name="mfaRequired"
        legend={t('settings.mfaQuestion')}
        options={[
          { key: 'all', label: t('settings.mfaAll'), help: t('settings.mfaAllHelp') },
          { key: 'free', label: t('settings.mfaFree'), help: t('settings.mfaFreeHelp') },
        ]}
        value={entered.mfaRequired ? 'all' : 'free'}
        onChange={(choice) => set({ mfaRequired: choice === 'all' })}
      />
    </Form>
  )
}
