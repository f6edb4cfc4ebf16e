// How do other systems talk to Kizuna? For whoever connects one.
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { networkProblem, ProblemError, problemOf, readProblem } from '../../lib/problem.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { TextField } from '../../ui/Field.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { Section } from '../../ui/Section.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { useLate } from '../../ui/use-late.ts'
import { operationsOf, searchOperations } from './api-document.ts'
import { OperationDetails } from './OperationDetails.tsx'
import './api-docs.css'

const address = '/api/v1/openapi.json'

const read = async () => {
  const response = await fetch(address).catch(() => {
    throw new ProblemError(networkProblem)
  })
  if (!response.ok) throw new ProblemError(readProblem(response.status, undefined))
  return operationsOf(await response.json())
}

export function ApiDocsPage() {
  const { t } = useTranslation()
  const query = useQuery({ queryKey: ['openapi'], queryFn: read, staleTime: Number.POSITIVE_INFINITY })
  const late = useLate(query.isPending)
  const [words, setWords] = useState('')
  const all = query.data ?? []
  const shown = searchOperations(all, words)
  const groups = [...new Set(shown.map((operation) => operation.group))]
  return (
    <>
      <PageHead
        title={t('apiDocs.title')}
        note={t('apiDocs.note')}
        acts={
          <Button component="a" href={address}>
            {t('apiDocs.download')}
          </Button>
        }
      />
      <div className="api-search">
        <TextField id="apiSearch" type="search" label={t('apiDocs.search')} value={words} onChange={setWords} />
        <p className="meta" role="status">
          {query.data && t('apiDocs.count', { shown: shown.length, total: all.length })}
        </p>
      </div>
      {query.isPending && <SkeletonRows shown={late} />}
      {query.error && (
        <ErrorState
          what={t('apiDocs.loadFailed')}
          problem={problemOf(query.error)}
          onRetry={() => void query.refetch()}
        />
      )}
      {query.data && shown.length === 0 && <p>{t('apiDocs.none')}</p>}
      {groups.map((group) => (
        <Section key={group} title={<span lang="en">{group}</span>}>
          {shown
            .filter((operation) => operation.group === group)
            .map((operation) => (
              <OperationDetails key={operation.id} operation={operation} />
            ))}
        </Section>
      ))}
    </>
  )
}
