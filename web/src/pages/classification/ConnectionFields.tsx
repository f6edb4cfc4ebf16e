import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Connection, Draft } from './engagement-draft.ts'
import type { RatingForm } from './queries.ts'

type Props = { form: RatingForm; draft: Draft; onChange: (change: Partial<Draft>) => void }

const FIRST: Connection = {
  kind: 'vpn',
  asset: '',
  direction: 'inbound',
  alwaysOn: false,
  controls: '',
  access: 'read',
}

const KINDS: readonly Connection['kind'][] = ['vpn', 'api', 'file_share', 'edi', 'cloud_storage']
const ACCESSES: readonly Connection['access'][] = ['read', 'write', 'run', 'admin']
const DIRECTIONS: readonly Connection['direction'][] = ['inbound', 'outbound', 'both']

/** Connections of an engagement: not checked yet, none, or a row for each. */
export function ConnectionFields({ form, draft, onChange }: Props) {
  const { t } = useTranslation()
  const { connections } = draft
  const known = connections === null ? 'unknown' : connections.length === 0 ? 'none' : 'some'
  const START = { unknown: null, none: [], some: [FIRST] }
  const put = (at: number, change: Partial<Connection>) =>
    onChange({ connections: (connections ?? []).map((row, place) => (place === at ? { ...row, ...change } : row)) })
  return (
    <div className="connection-block">
      <NativeSelect
        label={t('classification.connectionsField')}
        data={[
          { value: 'unknown', label: t('classification.connectionsUnknown') },
          { value: 'none', label: t('classification.connectionsNoneField') },
          { value: 'some', label: t('classification.connectionsSome') },
        ]}
        value={known}
        onChange={(event) => onChange({ connections: START[event.currentTarget.value as keyof typeof START] })}
      />
      {connections?.map((row, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an unsaved row has no identity but its place
        <div className="connection-row" key={at}>
          <TextInput
            label={t('classification.asset')}
            required
            withAsterisk={false}
            maxLength={120}
            value={row.asset}
            onChange={(event) => put(at, { asset: event.currentTarget.value })}
          />
          <NativeSelect
            label={t('classification.kind')}
            data={form.connectionKinds.map(({ key, label }) => ({ value: key, label }))}
            value={row.kind}
            onChange={(event) =>
              put(at, { kind: KINDS.find((kind) => kind === event.currentTarget.value) ?? row.kind })
            }
          />
          <NativeSelect
            label={t('classification.direction')}
            data={form.directions.map(({ key, label }) => ({ value: key, label }))}
            value={row.direction}
            onChange={(event) =>
              put(at, { direction: DIRECTIONS.find((one) => one === event.currentTarget.value) ?? row.direction })
            }
          />
          <NativeSelect
            label={t('classification.access')}
            data={ACCESSES.map((access) => ({ value: access, label: t(`classification.accesses.${access}`) }))}
            value={row.access}
            onChange={(event) =>
              put(at, { access: ACCESSES.find((access) => access === event.currentTarget.value) ?? row.access })
            }
          />
          <TextInput
            label={t('classification.controls')}
            maxLength={300}
            value={row.controls}
            onChange={(event) => put(at, { controls: event.currentTarget.value })}
          />
          <Checkbox
            label={t('classification.alwaysOn')}
            checked={row.alwaysOn}
            onChange={(event) => put(at, { alwaysOn: event.currentTarget.checked })}
          />
          <Button onClick={() => onChange({ connections: connections.filter((_, place) => place !== at) })}>
            {t('classification.removeConnection', { asset: row.asset })}
          </Button>
        </div>
      ))}
      {known === 'some' && (
        <Button onClick={() => onChange({ connections: [...(connections ?? []), FIRST] })}>
          {t('classification.addConnection')}
        </Button>
      )}
    </div>
  )
}
