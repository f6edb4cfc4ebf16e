import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { answer, api, body } from '../../lib/api.ts'
import { useClock } from '../../lib/clock.ts'
import { problemOf } from '../../lib/problem.ts'
import { ConfirmAct } from '../../ui/ConfirmAct.tsx'
import { DataTable } from '../../ui/DataTable.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { TextField } from '../../ui/Field.tsx'
import { Form } from '../../ui/Form.tsx'
import { errorOf, type FieldProblem } from '../../ui/form-problems.ts'
import { listState } from '../../ui/list-state.ts'
import { Section } from '../../ui/Section.tsx'
import { showNotice } from '../../ui/undo-notice.tsx'

const tokens = ['account', 'tokens']
const blank = { name: '', days: '365' }

/** Keys for other systems: what exists, issue one (shown once), end one. */
export function ApiTokens() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const query = useQuery({ queryKey: tokens, queryFn: () => body(api.GET('/api/v1/account/tokens')) })
  const revoke = useMutation({
    mutationFn: ({ id }: { id: string; name: string }) =>
      answer(api.DELETE('/api/v1/account/tokens/{id}', { params: { path: { id } } })),
    onSuccess: async (_done, { name }) => {
      await client.invalidateQueries({ queryKey: tokens })
      showNotice(t('account.tokenRevoked', { name }))
    },
  })
  const { moment } = useClock()
  return (
    <Section title={t('account.tokens')} act={<Link to="/api-docs">{t('apiDocs.title')}</Link>}>
      {revoke.error && <ErrorState what={t('errors.act')} problem={problemOf(revoke.error)} />}
      <DataTable
        caption={t('account.tokens')}
        rows={query.data?.items ?? []}
        idOf={(row) => row.id}
        nameOf={(row) => row.name}
        nameHeader={t('account.tokenName')}
        name={(row) => row.name}
        columns={[
          {
            key: 'expiresAt',
            header: t('account.tokenEnds'),
            align: 'end',
            cell: (row) => (row.expiresAt === null ? '' : moment(row.expiresAt)),
          },
          {
            key: 'lastUsedAt',
            header: t('account.tokenUsed'),
            align: 'end',
            cell: (row) => (row.lastUsedAt === null ? t('account.tokenNever') : moment(row.lastUsedAt)),
          },
          {
            key: 'act',
            header: t('account.act'),
            headerHidden: true,
            align: 'end',
            cell: (row) => (
              <ConfirmAct
                word={t('account.tokenRevoke')}
                title={t('account.tokenRevokeOf', { name: row.name })}
                text={t('account.tokenRevokeText')}
                onConfirm={() => revoke.mutate(row)}
              />
            ),
          },
        ]}
        {...listState(query, t('account.tokensLoad'))}
        empty={t('account.tokensEmpty')}
      />
      <IssueToken onIssued={() => client.invalidateQueries({ queryKey: tokens })} />
    </Section>
  )
}

function IssueToken({ onIssued }: { onIssued: () => Promise<void> }) {
  const { t } = useTranslation()
  const [entered, setEntered] = useState(blank)
  const [problems, setProblems] = useState<FieldProblem[]>([])
  const issue = useMutation({
    mutationFn: (days: number) => body(api.POST('/api/v1/account/tokens', { body: { name: entered.name, days } })),
    onSuccess: async () => {
      setEntered(blank)
      await onIssued()
    },
  })
  const submit = () => {
    const days = Number(entered.days.normalize('NFKC'))
    const found: FieldProblem[] = []
    if (entered.name.trim() === '') {
      found.push({ id: 'tokenName', message: t('common.required_field', { label: t('account.tokenName') }) })
    }
    if (!Number.isInteger(days) || days < 1 || days > 730) {
      found.push({ id: 'tokenDays', message: t('account.tokenDaysWrong') })
    }
    setProblems(found)
    if (found.length === 0) issue.mutate(days)
  }
  if (issue.data) {
    return (
      <div className="form" role="status">
        <p className="prose">{t('account.tokenIssued')}</p>
        <p className="secret">{issue.data.token}</p>
        <div className="form-acts">
          <Button onClick={() => issue.reset()}>{t('account.tokenKept')}</Button>
        </div>
      </div>
    )
  }
  return (
    <Form
      onSubmit={submit}
      saving={issue}
      failed={t('account.failed')}
      problems={problems}
      lead={<p className="prose meta">{t('account.tokensLead')}</p>}
      submit={t('account.tokenIssue')}
      filled={false}
    >
      <TextField
        id="tokenName"
        label={t('account.tokenName')}
        required
        maxLength={80}
        value={entered.name}
        onChange={(name) => setEntered({ ...entered, name })}
        {...errorOf(problems, 'tokenName')}
      />
      <TextField
        id="tokenDays"
        label={t('account.tokenDays')}
        required
        inputMode="numeric"
        maxLength={3}
        value={entered.days}
        onChange={(days) => setEntered({ ...entered, days })}
        {...errorOf(problems, 'tokenDays')}
      />
    </Form>
  )
}
