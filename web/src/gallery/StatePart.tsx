import { Button, Input } from '@mantine/core'
import { useState } from 'react'
import { useLocale } from '../lib/locale.ts'
import { ChoiceList } from '../ui/ChoiceList.tsx'
import { DataTable } from '../ui/DataTable.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { EscalationTag } from '../ui/EscalationTag.tsx'
import { Field, TextField } from '../ui/Field.tsx'
import { Form } from '../ui/Form.tsx'
import { SaveState } from '../ui/SaveState.tsx'
import { Section } from '../ui/Section.tsx'
import { Signal, type Weight } from '../ui/Signal.tsx'
import { Strip } from '../ui/Strip.tsx'
import { TimeLeft } from '../ui/TimeLeft.tsx'
import { now, zone } from './samples.ts'

const weights: Weight[] = ['stop', 'wait', 'plan', 'done', 'open', 'unknown']
const steps = ['E1', 'E2', 'E3', 'E4', 'E5'] as const

export function StatePart() {
  const ja = useLocale() === 'ja'
  const [text, setText] = useState('')
  const [choice, setChoice] = useState<'yes' | 'no'>('yes')
  return (
    <div className="two-columns">
      <div>
        <Section title={ja ? '状態と時刻' : 'States and times'} tone="stop">
          <p>
            {weights.map((weight) => (
              <Signal key={weight} weight={weight} word={weight} />
            ))}
          </p>
          <p>
            {steps.map((step) => (
              <EscalationTag key={step} step={step} />
            ))}
          </p>
          <p>
            <TimeLeft dueAt="2026-11-16T08:00:00Z" now={now} zone={zone} clock="day" weight="stop" />{' '}
            <TimeLeft dueAt="2026-11-18T02:00:00Z" now={now} zone={zone} clock="hour" weight="wait" />{' '}
            <TimeLeft dueAt="2026-11-18T08:00:00Z" now={now} zone={zone} clock="day" weight="open" />
          </p>
          <Strip weight="wait">
            {ja ? '監査の結果と食い違います。' : 'This contradicts an audit.'} <a href="/audits">AU-027</a>
          </Strip>
          <Strip weight="done">{ja ? '保存しました' : 'Saved'}</Strip>
          <SaveState saving={{ state: 'saved', at: '10:42' }} /> <SaveState saving={{ state: 'failed' }} />
        </Section>
        <Section title={ja ? '空・読み込み・失敗' : 'Empty, loading, failed'}>
          <EmptyState good text={ja ? '期限を過ぎたものはありません' : 'Nothing is overdue'} />
          <EmptyState
            text={
              ja
                ? 'まだ取引先がありません。台帳を取り込むと、ここに並びます。'
                : 'No partners yet. Import your register.'
            }
            act={<Button>{ja ? '台帳を取り込む' : 'Import the register'}</Button>}
          />
          <DataTable
            caption="loading"
            rows={[]}
            idOf={String}
            nameOf={String}
            nameHeader="–"
            name={String}
            columns={[]}
            loading
            empty={null}
          />
          <ErrorState
            what={ja ? '一覧を読み込めませんでした' : 'The list could not be loaded'}
            problem={{ status: 500, code: 'unknown', traceId: '0192-7c41', fields: [] }}
            onRetry={() => undefined}
          />
        </Section>
      </div>
      <Section title={ja ? '入力' : 'Forms'}>
        <Form
          onSubmit={() => undefined}
          saving={{ error: null, isPending: false }}
          failed={ja ? '保存できませんでした' : 'Could not save'}
          problems={[{ id: 'name', message: ja ? '「名称」を入力してください。' : 'Enter “Name”.' }]}
          submit={ja ? '保存する' : 'Save'}
        >
          <TextField
            id="name"
            label={ja ? '名称' : 'Name'}
            required
            help={ja ? '登記された名称' : 'The registered name'}
            error={ja ? '「名称」を入力してください。' : 'Enter “Name”.'}
            value={text}
            onChange={setText}
          />
          <Field id="day" label={ja ? '開始日' : 'First day'}>
            <Input id="day" type="date" />
          </Field>
          <ChoiceList
            name="choice"
            legend={ja ? '使っていますか' : 'Is it in use?'}
            options={[
              { key: 'yes', label: ja ? 'できている' : 'Done', help: ja ? '全員が使っている' : 'Everyone uses it' },
              { key: 'no', label: ja ? 'まだできていない' : 'Not yet' },
            ]}
            value={choice}
            onChange={setChoice}
          />
        </Form>
      </Section>
    </div>
  )
}
