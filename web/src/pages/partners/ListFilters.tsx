import { Checkbox, Radio, Stack, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { PARTNER_KINDS } from '../../../../src/domain/partner/kind.ts'
import { PARTNER_STAGES } from '../../../../src/domain/partner/stage.ts'
import { formatNumber } from '../../lib/format-number.ts'
import { useUnitNames } from '../../lib/unit-names.ts'
import { type ActiveFilter, FilterChips } from '../../ui/FilterChips.tsx'
import { gradeWord } from '../../ui/levels.ts'
import { type Facets, levelOfCell } from './ListFacets.tsx'
import { COLUMN_KEYS, CONNECTIONS, stateOf } from './partner-columns.tsx'
import {
  type FilterKey,
  filterOf,
  type PartnerSearch,
  toggled,
  valuesOf,
  without,
  withValue,
} from './partner-search.ts'

type Props = { search: PartnerSearch; facets: Facets | undefined; onGo: (search: PartnerSearch) => void }

const gradeAt = (text: string | undefined) => gradeWord(text === '2' ? 3 : text === '1' ? 2 : 1)

const CONNECTION_CHOICES = [...CONNECTIONS, 'none'] as const

const useConnectionWord = () => {
  const { t } = useTranslation()
  return (value: string): string => {
    const kind = CONNECTIONS.find((each) => each === value)
    return kind === undefined ? t('partners.connectionNone') : t(`partners.connection.${kind}`)
  }
}

/** What a filter says in words, one chip each. */
const useChips = ({ search, facets, onGo }: Props): ActiveFilter[] => {
  const { t } = useTranslation()
  const { units } = useUnitNames()
  const connectionWord = useConnectionWord()
  const words: Record<FilterKey, (value: string) => string> = {
    q: (q) => t('partners.searched', { q }),
    stage: (value) => t(`partners.stages.${PARTNER_STAGES.find((each) => each === value) ?? 'contracted'}`),
    level: (value) => (value === 'unrated' ? t('scales.unrated') : `R${value}`),
    cell: ([impact, likelihood]) =>
      t('scales.matrixCell', {
        impact: t(`scales.grade.${gradeAt(impact)}`),
        likelihood: t(`scales.grade.${gradeAt(likelihood)}`),
        level: levelOfCell(facets, Number(impact), Number(likelihood)) ?? '',
      }),
    maturity: (value) => (value === 'none' ? t('scales.unrated') : `M${value}`),
    state: (value) => t(`partners.states.${stateOf(value)}`),
    kind: (value) => t(`partners.kinds.${PARTNER_KINDS.find((each) => each === value) ?? 'other'}`),
    connection: connectionWord,
    overseas: () => t('partners.view.overseas'),
    unit: (value) => units.find((unit) => unit.id === value)?.shown ?? t('partners.unit'),
    mine: () => t('partners.view.mine'),
    overdue: () => t('partners.overdue'),
    tag: (tag) => t('partners.tagged', { tag }),
    evidence: (value) => t(value === 'ending' ? 'partners.evidenceEnding' : 'partners.view.expiring'),
  }
  const several: readonly FilterKey[] = ['stage', 'level', 'cell', 'maturity', 'state', 'kind', 'connection']
  return (Object.entries(filterOf(search)) as [FilterKey, string][]).flatMap(([key, text]) =>
    (several.includes(key) ? valuesOf(text) : [text]).map((value) => ({
      key: `${key} ${value}`,
      label: words[key](value),
      onRemove: () => onGo(several.includes(key) ? toggled(search, key, value, true) : without(search, [key])),
    })),
  )
}

export function ListFilters({ search, facets, onGo }: Props) {
  const { t } = useTranslation()
  const active = useChips({ search, facets, onGo })
  const connectionWord = useConnectionWord()
  const { units } = useUnitNames()
  const several = (key: FilterKey, options: { value: string; label: string }[], label: string) => (
    <Checkbox.Group
      aria-label={label}
      value={valuesOf(search[key])}
      onChange={(values) => onGo(withValue(search, key, values.join(',')))}
    >
      <Stack gap="xs">
        {options.map((option) => (
          <Checkbox key={option.value} {...option} />
        ))}
      </Stack>
    </Checkbox.Group>
  )
  const columns = valuesOf(search.columns)
  return (
    <>
      <form
        className="list-search"
        onSubmit={(event) => {
          event.preventDefault()
          onGo(withValue(search, 'q', String(new FormData(event.currentTarget).get('q') ?? '').trim()))
        }}
      >
        <TextInput
          key={search.q ?? ''}
          name="q"
          type="search"
          maxLength={100}
          aria-label={t('partners.search')}
          placeholder={t('partners.search')}
          defaultValue={search.q ?? ''}
        />
      </form>
      <FilterChips
        active={active}
        choices={[
          {
            key: 'unit',
            label: t('partners.unit'),
            panel: (
              <Radio.Group
                aria-label={t('partners.unit')}
                value={search.unit ?? ''}
                onChange={(value) => onGo(withValue(search, 'unit', value))}
              >
                <Stack gap="xs">
                  {units.map((unit) => (
                    <Radio key={unit.id} value={unit.id} label={unit.shown} />
                  ))}
                </Stack>
              </Radio.Group>
            ),
          },
          {
            key: 'kind',
            label: t('partners.kind'),
            panel: several(
              'kind',
              PARTNER_KINDS.map((value) => ({ value, label: t(`partners.kinds.${value}`) })),
              t('partners.kind'),
            ),
          },
          {
            key: 'connection',
            label: t('partners.connections'),
            panel: several(
              'connection',
              CONNECTION_CHOICES.map((value) => ({ value, label: connectionWord(value) })),
              t('partners.connections'),
            ),
          },
          {
            key: 'stage',
            label: t('partners.stage'),
            panel: several(
              'stage',
              PARTNER_STAGES.map((value) => ({ value, label: t(`partners.stages.${value}`) })),
              t('partners.stage'),
            ),
          },
          {
            key: 'due',
            label: t('partners.due'),
            panel: (
              <Checkbox
                label={t('partners.overdue')}
                checked={search.overdue !== undefined}
                onChange={(event) => onGo(withValue(search, 'overdue', event.currentTarget.checked ? 'true' : ''))}
              />
            ),
          },
          {
            key: 'columns',
            label: t('partners.columns'),
            panel: (
              <Checkbox.Group
                aria-label={t('partners.columns')}
                value={columns.length === 0 ? [...COLUMN_KEYS] : columns}
                onChange={(values) => onGo(withValue(search, 'columns', values.join(',')))}
              >
                <Stack gap="xs">
                  {COLUMN_KEYS.map((key) => (
                    <Checkbox
                      key={key}
                      value={key}
                      label={key === 'maturity' ? t('scales.maturityTitle') : t(`partners.${key}`)}
                    />
                  ))}
                </Stack>
              </Checkbox.Group>
            ),
          },
        ]}
        shown={
          facets && (
            <>
              <b>{t('partners.count', { total: formatNumber(facets.matching) })}</b>{' '}
              {t('partners.of', { total: formatNumber(facets.total) })}
            </>
          )
        }
      />
    </>
  )
}
