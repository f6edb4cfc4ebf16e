import { NativeSelect } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { EVIDENCE_KINDS } from '../../../../src/domain/partner/evidence-kind.ts'
import { listed } from '../../lib/listed.ts'
import { useLocale } from '../../lib/locale.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { levelOf } from '../../ui/levels.ts'
import { RiskTag } from '../../ui/RiskTag.tsx'
import { Signal } from '../../ui/Signal.tsx'
import type { Proposal, Proposals } from './assessment-queries.ts'
import { type Sets, setFor } from './wish-check.ts'

const reachWeight = { mail: 'done', phone: 'open', none: 'wait' } as const

type Props = {
  proposals: Proposals
  sets: Sets
  onSets: (sets: Sets) => void
  onRemove: (partnerId: string) => void
}

/** For each partner: which set and why, papers to ask for first, the hours it costs them, who is reachable, what stops it. */
export function ProposalTable({ proposals, sets, onSets, onRemove }: Props) {
  const { t } = useTranslation()
  const locale = useLocale()
  const hoursOf = (proposal: Proposal) => proposals.sets.find(({ set }) => set === setFor(proposal, sets))?.hours
  const paper = (kind: string) => {
    const known = EVIDENCE_KINDS.find((each) => each === kind)
    return known === undefined ? kind : t(`partners.evidenceKind.${known}`)
  }
  return (
    <div id="proposals" tabIndex={-1}>
      <DataTable
        caption={t('assessments.send.proposals')}
        rows={proposals.items}
        idOf={(row) => row.partnerId}
        nameOf={(row) => row.name}
        nameHeader={t('assessments.partner')}
        name={(row) => (
          <Link to="/partners/$id" params={{ id: row.partnerId }}>
            {row.name}
          </Link>
        )}
        meta={(row) =>
          row.set === null || row.reason !== 'level'
            ? t(`assessments.send.reason.${row.reason === 'level' ? 'unrated' : row.reason}`, { level: '', set: '' })
            : t('assessments.send.reason.level', { level: `R${row.level}`, set: row.set })
        }
        columns={[
          {
            key: 'level',
            header: t('assessments.level'),
            cell: (row) => (
              <>
                <RiskTag level={levelOf(row.level)} />
                {row.provisional && <span className="meta"> {t('assessments.send.provisional')}</span>}
              </>
            ),
          },
          {
            key: 'set',
            header: t('assessments.send.set'),
            cell: (row) => (
              <NativeSelect
                aria-label={`${row.name} ${t('assessments.send.set')}`}
                value={setFor(row, sets) ?? ''}
                data={[
                  { value: '', label: t('assessments.send.chooseSet') },
                  ...proposals.sets.map(({ set, questions, hours }) => ({
                    value: set,
                    label: t('assessments.send.setOption', { set, questions, hours }),
                  })),
                ]}
                onChange={(event) => {
                  const set = proposals.sets.find((each) => each.set === event.currentTarget.value)?.set
                  if (set !== undefined) onSets({ ...sets, [row.partnerId]: set })
                }}
              />
            ),
          },
          {
            key: 'evidence',
            header: t('assessments.send.evidence'),
            cell: (row) =>
              row.evidenceFirst.length === 0 ? (
                t('assessments.send.noEvidence')
              ) : (
                <>
                  {listed(row.evidenceFirst.map(paper), locale)}
                  {row.sparedAtMost > 0 && (
                    <span className="meta"> {t('assessments.send.spared', { count: row.sparedAtMost })}</span>
                  )}
                </>
              ),
          },
          {
            key: 'hours',
            header: t('assessments.send.hours'),
            align: 'end',
            cell: (row) => {
              const hours = hoursOf(row)
              return hours === undefined ? '' : t('assessments.send.hoursValue', { hours })
            },
          },
          {
            key: 'reach',
            header: t('assessments.send.reach'),
            cell: (row) => (
              <>
                <Signal weight={reachWeight[row.reach]} word={t(`assessments.send.reaches.${row.reach}`)} />
                {row.contact !== null && <span className="meta"> {row.contact.name}</span>}
              </>
            ),
          },
          { key: 'stops', header: t('assessments.send.stops'), cell: (row) => <Stops row={row} sets={sets} /> },
          {
            key: 'remove',
            header: t('assessments.send.remove'),
            headerHidden: true,
            align: 'end',
            cell: (row) => (
              <button
                type="button"
                className="plain-button link-button"
                aria-label={`${row.name} ${t('assessments.send.remove')}`}
                onClick={() => onRemove(row.partnerId)}
              >
                {t('assessments.send.remove')}
              </button>
            ),
          },
        ]}
        empty={t('assessments.send.none')}
      />
    </div>
  )
}

function Stops({ row, sets }: { row: Proposal; sets: Sets }) {
  const { t } = useTranslation()
  if (row.running !== null)
    return (
      <>
        <Signal weight="wait" word={t('assessments.send.running')} />{' '}
        <Link to="/assessments/$id" params={{ id: row.running }}>
          {t('assessments.send.openRunning')}
        </Link>
      </>
    )
  if (setFor(row, sets) === undefined) return <Signal weight="wait" word={t('assessments.send.needSet')} />
  if (row.reach === 'none')
    return (
      <Link to="/partners/$id" params={{ id: row.partnerId }}>
        {t('assessments.send.addContact')}
      </Link>
    )
  return setFor(row, sets) === 'R4' ? <span className="meta">{t('assessments.send.heavy')}</span> : null
}
