// Are these two the same company, and what stays? For the security lead.
import { Button, Radio } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PARTNER_KINDS } from '../../../../src/domain/partner/kind.ts'
import { api, body } from '../../lib/api.ts'
import { ifMatch } from '../../lib/if-match.ts'
import { problemOf } from '../../lib/problem.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { TextField } from '../../ui/Field.tsx'
import { Form } from '../../ui/Form.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { PlainTable } from '../../ui/PlainTable.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { SINGLE_FIELDS } from './partner-entries.ts'
import { industriesQuery, partnerQuery } from './partner-queries.ts'
import './partners.css'

const route = getRouteApi('/signed-in/partners/merge')
type Field = (typeof SINGLE_FIELDS)[number]

export function MergePage() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const navigate = useNavigate()
  const sides = route.useSearch()
  const kept = useQuery(partnerQuery(sides.kept))
  const gone = useQuery(partnerQuery(sides.gone))
  const industries = useQuery(industriesQuery).data?.items ?? []
  const [take, setTake] = useState<readonly Field[]>([])
  const [reason, setReason] = useState('')
  const merge = useMutation({
    mutationFn: ({ version, goneVersion }: { version: number; goneVersion: number }) =>
      body(
        api.POST('/api/v1/partners/{id}/merge', {
          params: { path: { id: sides.kept } },
          headers: ifMatch(version),
          body: { goneId: sides.gone, goneVersion, take: [...take], reason },
        }),
      ),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['partners'] })
      await navigate({ to: '/partners/$id', params: { id } })
    },
  })
  const error = kept.error ?? gone.error
  if (error) return <ErrorState what={t('partners.pageFailed')} problem={problemOf(error)} />
  const [a, b] = [kept.data, gone.data]
  if (a === undefined || b === undefined) return <SkeletonRows shown />
  const differing = SINGLE_FIELDS.filter((field) => (a[field] ?? '') !== (b[field] ?? ''))
  const takes = (field: Field) => take.includes(field) || (a[field] ?? '') === ''
  const choose = (field: Field, other: boolean) =>
    setTake(other ? [...take.filter((each) => each !== field), field] : take.filter((each) => each !== field))
  const words = (field: Field, value: string | number | null) => {
    if (value === null || value === '') return '—'
    if (field === 'industry') return industries.find(({ key }) => key === value)?.name ?? String(value)
    if (field === 'kind') return t(`partners.kinds.${PARTNER_KINDS.find((kind) => kind === value) ?? 'other'}`)
    return String(value)
  }
  return (
    <>
      <PageHead
        back={<Link to="/partners">{t('partners.backToList')}</Link>}
        title={t('partners.mergeTitle')}
        acts={
          <Button component={Link} to={`/partners/merge?kept=${sides.gone}&gone=${sides.kept}`}>
            {t('partners.swap')}
          </Button>
        }
      >
        <p>{t('partners.mergeNote')}</p>
        <p>{t('partners.mergeFollows')}</p>
      </PageHead>
      <div className="table-scroller">
        <PlainTable
          caption={t('partners.mergeTitle')}
          heads={[t('partners.item'), `${t('partners.keep')}: ${a.name}`, `${t('partners.gone')}: ${b.name}`]}
        >
          {differing.map((field) => (
            <tr key={field}>
              <th scope="row">{t(`partners.fields.${field}`)}</th>
              {([false, true] as const).map((other) => (
                <td key={String(other)}>
                  <Radio
                    name={field}
                    label={words(field, (other ? b : a)[field])}
                    checked={takes(field) === other}
                    disabled={(a[field] ?? '') === ''}
                    onChange={() => choose(field, other)}
                  />
                </td>
              ))}
            </tr>
          ))}
        </PlainTable>
      </div>
      <Form
        onSubmit={() => merge.mutate({ version: a.version, goneVersion: b.version })}
        saving={merge}
        failed={t('partners.saveFailed')}
        submit={t('partners.merge')}
      >
        <TextField id="reason" label={t('partners.mergeReason')} maxLength={500} value={reason} onChange={setReason} />
      </Form>
    </>
  )
}
