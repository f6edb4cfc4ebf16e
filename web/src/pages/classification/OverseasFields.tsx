import { Button, NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { TextField } from '../../ui/Field.tsx'
import type { Concern, Draft } from './engagement-draft.ts'

type Props = { draft: Draft; onChange: (change: Partial<Draft>) => void }

const KINDS: readonly Concern['kind'][] = ['geopolitical', 'legal', 'infrastructure', 'background-check', 'time-zone']
const FIRST: Concern = { kind: 'geopolitical', country: '', points: 1, reason: '' }
const START = { standard: null, none: [], own: [FIRST] }

/** Overseas circumstances of an engagement: the country's start values, none, or each with its points and reason. */
export function OverseasFields({ draft, onChange }: Props) {
  const { t } = useTranslation()
  const { overseas } = draft
  const known = overseas === null ? 'standard' : overseas.length === 0 ? 'none' : 'own'
  const put = (at: number, change: Partial<Concern>) =>
    onChange({ overseas: (overseas ?? []).map((row, place) => (place === at ? { ...row, ...change } : row)) })
  return (
    <div className="connection-block">
      <NativeSelect
        label={t('classification.overseas')}
        data={[
          { value: 'standard', label: t('classification.overseasDefault') },
          { value: 'none', label: t('classification.overseasNone') },
          { value: 'own', label: t('classification.overseasOwn') },
        ]}
        value={known}
        onChange={(event) => onChange({ overseas: START[event.currentTarget.value as keyof typeof START] })}
      />
      {overseas?.map((row, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an unsaved row has no identity but its place
        <div className="connection-row" key={at}>
          <NativeSelect
            label={t('classification.overseasKind')}
            data={KINDS.map((kind) => ({ value: kind, label: t(`classification.overseasKinds.${kind}`) }))}
            value={row.kind}
            onChange={(event) =>
              put(at, { kind: KINDS.find((kind) => kind === event.currentTarget.value) ?? row.kind })
            }
          />
          <TextField
            id={`country${at}`}
            label={t('classification.country')}
            required
            maxLength={2}
            value={row.country}
            onChange={(country) => put(at, { country: country.normalize('NFKC').toUpperCase() })}
          />
          <NativeSelect
            label={t('classification.concernPoints')}
            data={['0', '1', '2', '3']}
            value={String(row.points)}
            onChange={(event) => put(at, { points: Number(event.currentTarget.value) })}
          />
          <TextField
            id={`concernReason${at}`}
            label={t('classification.concernReason')}
            required
            maxLength={200}
            value={row.reason}
            onChange={(reason) => put(at, { reason })}
          />
          <Button onClick={() => onChange({ overseas: overseas.filter((_, place) => place !== at) })}>
            {t('classification.removeConcern', { kind: t(`classification.overseasKinds.${row.kind}`) })}
          </Button>
        </div>
      ))}
      {known === 'own' && (
        <Button mt="sm" onClick={() => onChange({ overseas: [...(overseas ?? []), FIRST] })}>
          {t('classification.addConcern')}
        </Button>
      )}
    </div>
  )
}
