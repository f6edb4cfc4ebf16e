import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { problemOf } from '../../lib/problem.ts'
import { ConnectionMap } from '../../ui/ConnectionMap.tsx'
import type { MapLink } from '../../ui/connection-layout.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Section } from '../../ui/Section.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { connectionsQuery } from './queries.ts'

/** Which of our systems a partner reaches, and who stands behind it. */
export function PartnerConnections({ partnerId }: { partnerId: string }) {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(connectionsQuery(partnerId))
  if (data === undefined && error !== null)
    return (
      <ErrorState
        what={t('classification.connectionsFailed')}
        problem={problemOf(error)}
        onRetry={() => void refetch()}
      />
    )
  if (data === undefined) return <SkeletonRows shown />
  const { partner, connections, subcontractors } = data
  const noteOf = (level: number | null) => (level === null ? t('classification.unratedNote') : `R${level}`)
  const links: MapLink[] = [
    ...connections.map((link) => ({
      id: link.id,
      from: link.id,
      to: partner.id,
      label: `${link.kindLabel} ${link.whenLabel}`,
      time: link.alwaysOn ? ('always' as const) : ('approval' as const),
      starts:
        link.direction === 'both'
          ? ('both' as const)
          : link.direction === 'inbound'
            ? ('to' as const)
            : ('from' as const),
    })),
    ...subcontractors.map((sub) => ({
      id: sub.id,
      from: sub.depth === 1 ? partner.id : sub.fromId,
      to: sub.id,
      label: sub.purpose,
      time: 'hours' as const,
      starts: 'from' as const,
    })),
  ]
  if (links.length === 0)
    return (
      <Section title={t('classification.connections')}>
        <EmptyState text={t('classification.connectionsNone')} />
      </Section>
    )
  return (
    <ConnectionMap
      ours={connections.map((link) => ({ id: link.id, name: link.asset, note: link.unitName ?? link.purpose }))}
      partner={{
        id: partner.id,
        name: partner.name,
        note: [noteOf(partner.level), partner.maturity === null ? null : `M${partner.maturity}`]
          .filter((part) => part !== null)
          .join(' ・ '),
      }}
      beyond={subcontractors.map((sub) => ({
        id: sub.id,
        name: sub.name,
        note: `${noteOf(sub.level)} ・ ${sub.purpose}`,
        unrated: sub.level === null,
      }))}
      links={links}
    />
  )
}
