// What would this file do, what must I decide, and what came of it? For whoever brings in a ledger.
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useClock } from '../../lib/clock.ts'
import { problemOf } from '../../lib/problem.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { LeaveGuard } from '../../ui/LeaveGuard.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { ColumnsStep } from './ColumnsStep.tsx'
import { ImportSteps } from './ImportSteps.tsx'
import { importQuery, type MappedColumn } from './import-queries.ts'
import { type Step, stepOf } from './import-step.ts'
import { sameMapping } from './mapping-draft.ts'
import { ResultStep } from './ResultStep.tsx'
import { RowsStep } from './RowsStep.tsx'
import './imports.css'

const route = getRouteApi('/signed-in/imports/$id')

export function ImportPage() {
  const { t } = useTranslation()
  const { moment } = useClock()
  const { id } = route.useParams()
  const search = route.useSearch()
  const { data, error, refetch } = useQuery(importQuery(id))
  const [draft, setDraft] = useState<MappedColumn[]>()
  if (data === undefined && error !== null)
    return <ErrorState what={t('imports.failed')} problem={problemOf(error)} onRetry={() => void refetch()} />
  if (data === undefined) return <SkeletonRows shown />
  const step = stepOf(data, search.step)
  const mapping = draft ?? data.mapping
  const open: Step[] =
    data.state !== 'preview' ? [] : data.kind === 'corporate-numbers' ? ['rows'] : ['columns', 'rows']
  return (
    <>
      <PageHead
        back={<Link to="/imports">{t('imports.backToList')}</Link>}
        title={data.fileName}
        note={t('imports.readNote', {
          kind: t(`imports.kinds.${data.kind}`),
          by: data.createdBy ?? '',
          at: moment(data.createdAt),
        })}
      />
      <ImportSteps current={step} id={id} open={open} />
      <LeaveGuard unsaved={data.state === 'preview' && !sameMapping(mapping, data.mapping)} />
      {step === 'columns' && (
        <ColumnsStep data={data} mapping={mapping} onChange={setDraft} onSaved={() => setDraft(undefined)} />
      )}
      {step === 'rows' && <RowsStep data={data} show={search.show} />}
      {step === 'result' && <ResultStep data={data} />}
    </>
  )
}
