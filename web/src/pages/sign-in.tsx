// Is it really me? For a member of the organisation at the start of the day.
import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, body } from '../lib/api.ts'
import { showLocale } from '../lib/locale.ts'
import { type Problem, problemOf } from '../lib/problem.ts'
import { sessionQuery } from '../lib/session.ts'
import { PasswordField, TextField } from '../ui/Field.tsx'
import { Form } from '../ui/Form.tsx'
import { errorOf, type FieldProblem } from '../ui/form-problems.ts'
import { BareFrame } from './BareFrame.tsx'

type Credentials = { email: string; password: string; totp: string }
const blank: Credentials = { email: '', password: '', totp: '' }

const askTotp = 'auth.totp_required'
const refusals = new Set(['auth.invalid', askTotp])

export function SignInPage() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const navigate = useNavigate()
  const { next } = useSearch({ from: '/sign-in' })
  const [entered, setEntered] = useState(blank)
  const [needsTotp, setNeedsTotp] = useState(false)
  const [problems, setProblems] = useState<FieldProblem[]>([])
  const set = (part: Partial<Credentials>) => setEntered({ ...entered, ...part })

  const refused = (problem: Problem) => {
    if (problem.code === askTotp && !needsTotp) {
      setNeedsTotp(true)
      return
    }
    if (!refusals.has(problem.code)) return
    setProblems([
      needsTotp ? { id: 'totp', message: t('signIn.invalidTotp') } : { id: 'password', message: t('signIn.invalid') },
    ])
  }

  const signIn = useMutation({
    mutationFn: ({ email, password, totp }: Credentials) =>
      body(api.POST('/api/v1/session', { body: { email, password, ...(needsTotp ? { totp } : {}) } })),
    onError: (error) => refused(problemOf(error)),
    onSuccess: async ({ member }) => {
      await showLocale(member.locale)
      await client.invalidateQueries({ queryKey: sessionQuery.queryKey })
      await navigate({ href: next ?? '/' })
    },
  })

  const submit = () => {
    const fields = needsTotp ? (['totp'] as const) : (['email', 'password'] as const)
    const missing = fields
      .filter((field) => entered[field].trim() === '')
      .map((field) => ({ id: field, message: t('common.required_field', { label: t(`signIn.${field}`) }) }))
    setProblems(missing)
    if (missing.length === 0) signIn.mutate({ ...entered, totp: entered.totp.normalize('NFKC').replaceAll(/\s/g, '') })
  }

  const isRefusal = signIn.error !== null && refusals.has(problemOf(signIn.error).code)
  const restart = () => {
    setNeedsTotp(false)
    setEntered(blank)
    setProblems([])
    signIn.reset()
  }
  return (
    <BareFrame title={t(needsTotp ? 'signIn.totpTitle' : 'signIn.title')}>
      <Form
        onSubmit={submit}
        saving={{ error: isRefusal ? null : signIn.error, isPending: signIn.isPending }}
        failed={t('signIn.failed')}
        problems={problems}
        submit={t(needsTotp ? 'signIn.confirm' : 'signIn.submit')}
        acts={needsTotp && <Button onClick={restart}>{t('signIn.otherAccount')}</Button>}
      >
        {needsTotp ? (
          <TextField
            id="totp"
            label={t('signIn.totp')}
            help={t('signIn.totpHelp')}
            required
            autoComplete="one-time-code"
            maxLength={40}
            value={entered.totp}
            onChange={(totp) => set({ totp })}
            {...errorOf(problems, 'totp')}
          />
        ) : (
          <>
            <TextField
              id="email"
              type="email"
              label={t('signIn.email')}
              required
              autoComplete="username"
              inputMode="email"
              maxLength={254}
              value={entered.email}
              onChange={(email) => set({ email })}
              {...errorOf(problems, 'email')}
            />
            <PasswordField
              id="password"
              label={t('signIn.password')}
              showLabel={t('signIn.showPassword')}
              required
              autoComplete="current-password"
              maxLength={200}
              value={entered.password}
              onChange={(password) => set({ password })}
              {...errorOf(problems, 'password')}
            />
          </>
        )}
      </Form>
    </BareFrame>
  )
}
