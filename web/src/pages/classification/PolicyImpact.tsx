import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { components } from '../../lib/api.gen.d.ts'
import { formatNumber } from '../../lib/format-number.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { levelOf } from '../../ui/levels.ts'
import { PlainTable } from '../../ui/PlainTable.tsx'
import { RiskTag } from '../../ui/RiskTag.tsx'
import { Section } from '../../ui/Section.tsx'
import { Strip } from '../../ui/Strip.tsx'

type Impact = components['schemas']['PolicyPreview']
type Props = { impact: Impact; isFresh: boolean; isPublishing: boolean; onPublish: () => void }

/** Who would move where, and what a month would cost, before and after. */
export function PolicyImpact({ impact, isFresh, isPublishing, onPublish }: Props) {
  const { t } = useTranslation()
  const moving = impact.partners - impact.unchanged
  return (
    <Section title={t('classification.previewTitle')}>
      <p className="sum-line">
        {moving === 0
          ? t('classification.previewNone')
          : t('classification.previewMoves', { total: formatNumber(impact.partners), moving: formatNumber(moving) })}
      </p>
      <Workload impact={impact} />
      {impact.counts.length > 0 && <Moves impact={impact} />}
      {isFresh ? (
        <Button mt="md" variant="filled" loading={isPublishing} onClick={onPublish}>
          {t('classification.publish')}
        </Button>
      ) : (
        <Strip weight="wait">{t('classification.previewStale')}</Strip>
      )}
      {impact.partners === 0 && <EmptyState text={t('classification.previewNone')} />}
    </Section>
  )
}

function Workload({ impact }: { impact: Impact }) {
  const { t } = useTranslation()
  const lines = [
    { key: 'requests', before: impact.before.requests, after: impact.after.requests },
    { key: 'mails', before: impact.before.mails, after: impact.after.mails },
    { key: 'hours', before: impact.before.reviewerHours, after: impact.after.reviewerHours },
  ] as const
  return (
    <PlainTable
      caption={t('classification.previewTitle')}
      heads={[t('classification.work'), t('classification.from'), t('classification.to')]}
    >
      {lines.map(({ key, before, after }) => (
        <tr key={key}>
          <th scope="row">{t(`classification.${key}`)}</th>
          <td>{formatNumber(before)}</td>
          <td>
            <b>{formatNumber(after)}</b>
          </td>
        </tr>
      ))}
    </PlainTable>
  )
}

function Moves({ impact }: { impact: Impact }) {
  const { t } = useTranslation()
  return (
    <>
      <ul className="reason-note">
        {impact.counts.map(({ from, to, partners }) => (
          <li key={`${from}${to}`}>
            <RiskTag level={levelOf(from)} withWord /> → <RiskTag level={levelOf(to)} withWord />{' '}
            <b>{formatNumber(partners)}</b>
          </li>
        ))}
      </ul>
      <PlainTable
        caption={t('classification.previewTitle')}
        heads={[t('classification.name'), t('classification.from'), t('classification.to')]}
      >
        {impact.moves.slice(0, 100).map(({ partnerId, name, from, to }) => (
          <tr key={partnerId}>
            <th scope="row">
              <Link to="/partners/$id/level" params={{ id: partnerId }}>
                {name}
              </Link>
            </th>
            <td>
              <RiskTag level={levelOf(from)} />
            </td>
            <td>
              <RiskTag level={levelOf(to)} />
            </td>
          </tr>
        ))}
      </PlainTable>
    </>
  )
}
