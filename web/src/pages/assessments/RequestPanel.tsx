import { useTranslation } from 'react-i18next'
import { useClock } from '../../lib/clock.ts'
import { dayEnd } from '../../lib/day-start.ts'
import { formatDateFull } from '../../lib/format-date.ts'
import { useLocale } from '../../lib/locale.ts'
import { Section } from '../../ui/Section.tsx'
import { Signal } from '../../ui/Signal.tsx'
import { Strip } from '../../ui/Strip.tsx'
import { TimeLeft } from '../../ui/TimeLeft.tsx'
import type { Assessment } from './assessment-queries.ts'
import { deliveryWeight, dueWeight, owing } from './assessment-state.ts'
import { PartnerLinks } from './PartnerLinks.tsx'
import { RequestActs } from './RequestActs.tsx'

/** Where the request stands, what was asked, and the acts of whoever asked. */
export function RequestPanel({ assessment }: { assessment: Assessment }) {
  const { t } = useTranslation()
  const locale = useLocale()
  const { now, today, zone, moment } = useClock()
  const { state, delivery, deadline, progress } = assessment
  const running = owing(state)
  const wish = [
    ['necessity', assessment.necessity],
    ['scope', assessment.scope],
    ['method', assessment.method],
    ['help', assessment.helpOffered],
  ] as const
  return (
    <>
      <Section title={t('assessments.request.title')}>
        {running && delivery === 'failed' && (
          <Strip weight="wait">{t('assessments.request.failedStrip', { why: assessment.failure ?? '' })}</Strip>
        )}
        {running && delivery === 'letter' && <Strip weight="wait">{t('assessments.request.letterStrip')}</Strip>}
        {state === 'returned' && (
          <Strip weight="wait">{t('assessments.request.returnedStrip', { words: assessment.returnWords })}</Strip>
        )}
        <dl className="answer-facts">
          <div>
            <dt>{t('assessments.request.owner')}</dt>
            <dd>{assessment.owner}</dd>
          </div>
          {assessment.sentAt !== null && (
            <div>
              <dt>{t('assessments.request.sent')}</dt>
              <dd>{moment(assessment.sentAt)}</dd>
            </div>
          )}
          {running && (
            <>
              <div>
                <dt>{t('assessments.mail')}</dt>
                <dd>
                  <Signal weight={deliveryWeight(delivery)} word={t(`assessments.deliveries.${delivery}`)} />
                </dd>
              </div>
              <div>
                <dt>{t('assessments.request.opened')}</dt>
                <dd>
                  {assessment.openedAt === null ? t('assessments.request.notOpened') : moment(assessment.openedAt)}
                </dd>
              </div>
              <div>
                <dt>{t('assessments.progress')}</dt>
                <dd>{t('assessments.request.progress', { answered: progress.answered, shown: progress.shown })}</dd>
              </div>
            </>
          )}
          {deadline !== null && (
            <div>
              <dt>{t('assessments.due')}</dt>
              <dd>
                {formatDateFull(deadline, locale)}{' '}
                {running && (
                  <TimeLeft
                    dueAt={dayEnd(deadline, zone)}
                    now={now}
                    zone={zone}
                    clock="day"
                    weight={dueWeight(deadline, today)}
                  />
                )}
              </dd>
            </div>
          )}
        </dl>
        <RequestActs assessment={assessment} />
        <details className="answer-meanings">
          <summary>{t('assessments.request.wish')}</summary>
          <dl className="answer-facts">
            {wish.map(([key, text]) => (
              <div key={key}>
                <dt>{t(`assessments.send.${key}`)}</dt>
                <dd className="answer-words">{text}</dd>
              </div>
            ))}
          </dl>
        </details>
      </Section>
      {running && <PartnerLinks assessment={assessment} />}
    </>
  )
}
