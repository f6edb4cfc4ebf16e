// What do we know about this partner, and what should happen next? For whoever looks after it.

import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useClock } from '../../lib/clock.ts'
import { formatCorporateNumber, formatNumber } from '../../lib/format-number.ts'
import { listed } from '../../lib/listed.ts'
import { useLocale } from '../../lib/locale.ts'
import { problemOf } from '../../lib/problem.ts'
import { useUnitNames } from '../../lib/unit-names.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Facts } from '../../ui/Facts.tsx'
import { levelOf } from '../../ui/levels.ts'
import { MaturityDots } from '../../ui/MaturityDots.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { RiskTag } from '../../ui/RiskTag.tsx'
import { Signal } from '../../ui/Signal.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { Strip } from '../../ui/Strip.tsx'
import { PartnerScores } from '../assessments/PartnerScores.tsx'
import { CompanyBlock } from './CompanyBlock.tsx'
import { ContactsBlock } from './ContactsBlock.tsx'
import { EvidenceBlock } from './EvidenceBlock.tsx'
import { MergesBlock } from './MergesBlock.tsx'
import { NotesBlock } from './NotesBlock.tsx'
import { OwnersField } from './OwnersField.tsx'
import { PartnerTimeline } from './PartnerTimeline.tsx'
import { partnerBlocks } from './partner-blocks.ts'
import { dueOf, maturityOf, stateOf, weightOf } from './partner-columns.tsx'
import { dossierQuery, partnerQuery } from './partner-queries.ts'
import { StageMove } from './StageMove.tsx'
import { SubcontractorsBlock } from './SubcontractorsBlock.tsx'
import './partners.css'

const route = getRouteApi('/signed-in/partners/$id')

export function PartnerPage() {
  const { t } = useTranslation()
  const { day } = useClock()
  const locale = useLocale()
  const { wordOf } = useUnitNames()
  const { id } = route.useParams()
  const partner = useQuery(partnerQuery(id))
  const dossier = useQuery(dossierQuery(id)).data
  if (partner.error)
    return (
      <ErrorState
        what={t('partners.pageFailed')}
        problem={problemOf(partner.error)}
        onRetry={() => void partner.refetch()}
      />
    )
  const facts = partner.data
  if (facts === undefined) return <SkeletonRows shown />
  const due = dueOf(facts)
  const state = stateOf(facts.assessmentState)
  const number = facts.corporateNumber
  const note = [
    facts.code === null ? '' : `${t('partners.fields.code')} ${facts.code}`,
    facts.reading,
    number === null ? '' : `${t('partners.fields.corporateNumber')} ${formatCorporateNumber(number)}`,
    facts.industryNote,
    facts.address,
    facts.employees === null ? '' : t('partners.employeesCount', { people: formatNumber(facts.employees) }),
  ]
  const editable = facts.can.includes('partner:update') && facts.mergedInto === null
  const duplicate = dossier?.duplicates.items[0]
  const emergency = dossier?.contacts.find(({ role, revokedAt }) => role === 'emergency' && revokedAt === null)
  return (
    <>
      <PageHead
        back={<Link to="/partners">{t('partners.backToList')}</Link>}
        title={facts.name}
        note={note.filter((text) => text !== '').join('　')}
        acts={
          facts.mergedInto === null ? (
            <>
              {facts.can.includes('partner:archive') && <StageMove partner={facts} />}
              {editable && (
                <Button component={Link} to={`/partners/${id}/edit`}>
                  {t('partners.edit')}
                </Button>
              )}
              {facts.stage !== 'archived' && (
                <Button
                  variant="filled"
                  renderRoot={(props) => <Link {...props} to="/assessments/new" search={{ partners: id }} />}
                >
                  {t('partners.sendAssessment')}
                </Button>
              )}
            </>
          ) : undefined
        }
      />
      {facts.mergedInto !== null && (
        <Strip weight="wait">
          {t('partners.mergedInto')}{' '}
          <Link to="/partners/$id" params={{ id: facts.mergedInto }}>
            {t('partners.openKept')}
          </Link>
        </Strip>
      )}
      {duplicate !== undefined && facts.can.includes('partner:merge') && (
        <Strip weight="wait">
          {t('partners.duplicates')}{' '}
          <Link to="/partners/merge" search={{ kept: id, gone: duplicate.id }}>
            {t('partners.compare')}
          </Link>
        </Strip>
      )}
      <Facts
        facts={[
          { label: t('partners.level'), value: <RiskTag level={levelOf(facts.level.effective)} filled /> },
          {
            label: t('scales.maturityTitle'),
            value: (
              <MaturityDots
                maturity={maturityOf(facts.maturity)}
                withWord
                {...(facts.scoreBp === null ? {} : { score: facts.scoreBp })}
              />
            ),
          },
          {
            label: t('partners.state'),
            value:
              state === 'none' ? (
                <Signal weight={weightOf(state)} word={t(`partners.states.${state}`)} />
              ) : (
                <Link to="/assessments" search={{ view: 'all', partner: id }}>
                  <Signal weight={weightOf(state)} word={t(`partners.states.${state}`)} />
                </Link>
              ),
          },
          { label: t('partners.nextDue'), value: due === null ? t('partners.none') : day(due) },
          {
            label: t('partners.eveningContact'),
            value: emergency === undefined ? t('partners.noContact') : `${emergency.name} ${emergency.phone ?? ''}`,
          },
          {
            label: t('partners.certificates'),
            value:
              dossier?.shelf.items
                .map(({ kind, expiresOn }) =>
                  [t(`partners.evidenceKind.${kind}`), expiresOn === null ? '' : day(expiresOn)].join(' ').trim(),
                )
                .join('　') || t('partners.none'),
          },
          { label: t('partners.stage'), value: t(`partners.stages.${facts.stage}`) },
          {
            label: t('partners.units'),
            value:
              listed(
                facts.units.map(({ name }) => wordOf(name)),
                locale,
              ) || t('partners.none'),
          },
          {
            label: t('partners.owners'),
            value: <OwnersField partner={facts} />,
          },
        ]}
      />
      {dossier && (
        <div className="two-columns">
          <div>
            {partnerBlocks.map(({ key, Block }) => (
              <Block key={key} partnerId={id} />
            ))}
            <SubcontractorsBlock id={id} tree={dossier.subcontractors} editable={editable} />
            <NotesBlock id={id} notes={dossier.notes} editable={facts.can.includes('partner:note')} />
          </div>
          <div>
            <PartnerScores partnerId={id} />
            <CompanyBlock partner={facts} />
            <ContactsBlock id={id} contacts={dossier.contacts} editable={editable} />
            <EvidenceBlock id={id} shelf={dossier.shelf} editable={editable} />
            <MergesBlock id={id} name={facts.name} editable={facts.can.includes('partner:merge')} />
            <PartnerTimeline key={dossier.timeline.items[0]?.id ?? ''} id={id} first={dossier.timeline} />
          </div>
        </div>
      )}
    </>
  )
}
