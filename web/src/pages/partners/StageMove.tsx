import { Button, Menu } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { components } from '../../lib/api.gen.d.ts'
import { api, body } from '../../lib/api.ts'
import { ifMatch } from '../../lib/if-match.ts'
import { DateField } from '../../ui/DateField.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { TextField } from '../../ui/Field.tsx'
import { Form } from '../../ui/Form.tsx'
import { errorOf, type FieldProblem } from '../../ui/form-problems.ts'
import { showNotice } from '../../ui/undo-notice.tsx'

type Partner = components['schemas']['Partner']
type Move = Partner['moves'][number]

/** What a move rests on besides its reason: the check before a contract, the off-boarding before archiving. */
const GROUNDS = { contract: 'check', archive: 'offboarding' } as const
const groundOf = (move: Move) => (move === 'contract' || move === 'archive' ? GROUNDS[move] : null)

/** Moves the relationship with a partner on; every move asks for its reason. */
export function StageMove({ partner }: { partner: Partner }) {
  const { t } = useTranslation()
  const [move, setMove] = useState<Move | null>(null)
  if (partner.moves.length === 0) return null
  return (
    <>
      <Menu>
        <Menu.Target>
          <Button>{t('partners.stageMove')}</Button>
        </Menu.Target>
        <Menu.Dropdown>
          {partner.moves.map((each) => (
            <Menu.Item key={each} onClick={() => setMove(each)}>
              {t(`partners.moves.${each}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Dialog
        opened={move !== null}
        onClose={() => setMove(null)}
        title={move === null ? '' : `${partner.name} — ${t(`partners.moves.${move}`)}`}
      >
        {move !== null && <MoveForm partner={partner} move={move} onDone={() => setMove(null)} />}
      </Dialog>
    </>
  )
}

function MoveForm({ partner, move, onDone }: { partner: Partner; move: Move; onDone: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [reason, setReason] = useState('')
  const [doneOn, setDoneOn] = useState<string | null>(null)
  const [result, setResult] = useState('')
  const [problems, setProblems] = useState<readonly FieldProblem[]>([])
  const ground = groundOf(move)
  const save = useMutation({
    mutationFn: () => {
      const attested = doneOn === null ? null : { doneOn, result }
      return body(
        api.POST('/api/v1/partners/{id}/stage', {
          params: { path: { id: partner.id } },
          headers: ifMatch(partner.version),
          body: {
            move,
            reason,
            check: ground === 'check' ? attested : null,
            offboarding: ground === 'offboarding' ? attested : null,
          },
        }),
      )
    },
    onSuccess: async () => {
      onDone()
      showNotice(t('partners.moved'))
      await client.invalidateQueries({ queryKey: ['partners'] })
    },
  })
  const resultLabel = t(ground === 'check' ? 'partners.checkResult' : 'partners.offboardingResult')
  const submit = () => {
    const missing = [
      ...(reason.trim() === '' ? [{ id: 'moveReason', label: t('partners.reason') }] : []),
      ...(doneOn !== null && result.trim() === '' ? [{ id: 'moveResult', label: resultLabel }] : []),
    ]
    setProblems(missing.map(({ id, label }) => ({ id, message: t('common.required_field', { label }) })))
    if (missing.length === 0) save.mutate()
  }
  return (
    <Form
      onSubmit={submit}
      saving={save}
      failed={t('partners.saveFailed')}
      problems={problems}
      submit={t(`partners.moves.${move}`)}
    >
      {ground !== null && (
        <>
          <DateField
            id="moveDoneOn"
            label={t(ground === 'check' ? 'partners.checkDone' : 'partners.offboardingDone')}
            value={doneOn}
            onChange={setDoneOn}
            {...(ground === 'check' ? { help: t('partners.checkHelp') } : {})}
          />
          <TextField
            id="moveResult"
            label={resultLabel}
            maxLength={1000}
            value={result}
            onChange={setResult}
            {...errorOf(problems, 'moveResult')}
          />
        </>
      )}
      <TextField
        id="moveReason"
        label={t('partners.reason')}
        required
        maxLength={1000}
        value={reason}
        onChange={setReason}
        {...errorOf(problems, 'moveReason')}
      />
    </Form>
  )
}
