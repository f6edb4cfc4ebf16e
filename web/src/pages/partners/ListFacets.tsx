import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { components } from '../../lib/api.gen.d.ts'
import { usePhone } from '../../lib/use-phone.ts'
import { FacetBars } from '../../ui/FacetBars.tsx'
import { type Grade, type Level, levelOf } from '../../ui/levels.ts'
import { MaturityDots } from '../../ui/MaturityDots.tsx'
import { RiskMatrix } from '../../ui/RiskMatrix.tsx'
import { Signal } from '../../ui/Signal.tsx'
import { maturityOf, STATES, weightOf } from './partner-columns.tsx'
import { type FilterKey, type PartnerSearch, toggled, valuesOf } from './partner-search.ts'

export type Facets = components['schemas']['PartnerFacets']
type Props = { facets: Facets | undefined; search: PartnerSearch; onGo: (search: PartnerSearch) => void }

const GRADES: readonly Grade[] = [1, 2, 3]
/** The level of a cell in the matrix of the policy in force, rows impact low to high, columns likelihood low to high. */
export const levelOfCell = (facets: Facets | undefined, impact: number, likelihood: number): Level | null =>
  levelOf(facets?.matrix[impact]?.[likelihood] ?? null)

export function ListFacets({ facets, search, onGo }: Props) {
  const { t } = useTranslation()
  const count = (counts: Facets['cells'] | undefined, key: string) =>
    counts?.find((each) => each.key === key)?.count ?? 0
  const press = (key: FilterKey, value: string, add = false) => onGo(toggled(search, key, value, add))
  const cells = GRADES.flatMap((impact) =>
    GRADES.map((likelihood) => ({
      impact,
      likelihood,
      level: levelOfCell(facets, impact - 1, likelihood - 1) ?? 'R0',
      count: count(facets?.cells, `${impact - 1}${likelihood - 1}`),
    })),
  )
  const chosen = valuesOf(search.cell)
  return (
    <Frame>
      {facets?.matrix.length === 0 ? null : (
        <RiskMatrix
          cells={cells}
          selected={cells.filter((cell) => chosen.includes(`${cell.impact - 1}${cell.likelihood - 1}`))}
          onToggle={({ impact, likelihood }, add) => press('cell', `${impact - 1}${likelihood - 1}`, add)}
        />
      )}
      <FacetBars
        title={t('scales.maturityTitle')}
        selected={valuesOf(search.maturity)}
        onToggle={(key) => press('maturity', key)}
        facets={['5', '4', '3', '2', '1', 'none'].map((key) => ({
          key,
          count: count(facets?.maturity, key),
          label: <MaturityDots maturity={maturityOf(key === 'none' ? null : Number(key))} withWord />,
        }))}
      />
      <FacetBars
        title={t('partners.state')}
        selected={valuesOf(search.state)}
        onToggle={(key) => press('state', key)}
        facets={STATES.filter((state) => state !== 'cancelled').map((key) => ({
          key,
          count: count(facets?.states, key),
          label: <Signal weight={weightOf(key)} word={t(`partners.states.${key}`)} />,
        }))}
      />
    </Frame>
  )
}

/** Beside the list on a desktop; on a phone folded above it, so that the list comes first. */
function Frame({ children }: { children: ReactNode }) {
  const { t } = useTranslation()
  if (!usePhone())
    return (
      <div className="list-facets">
        <h2 className="visually-hidden">{t('common.filters')}</h2>
        {children}
      </div>
    )
  return (
    <details className="list-facets folded">
      <summary>{t('partners.facets')}</summary>
      {children}
    </details>
  )
}
