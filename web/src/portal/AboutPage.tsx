// Who asks, why, for what and how? For the person at a partner before the first answer, and at any time after.
import { useTranslation } from 'react-i18next'
import { AskHuman } from './AskHuman.tsx'
import { usePortal } from './portal-context.ts'
import { goTo } from './portal-place.ts'

function Fact({ name, text }: { name: string; text: string }) {
  return text === '' ? null : (
    <div>
      <dt>{name}</dt>
      <dd>{text}</dd>
    </div>
  )
}

export function AboutPage() {
  const { t } = useTranslation()
  const { request, standings } = usePortal()
  const next = (standings.find(({ problem }) => problem !== null) ?? standings[0])?.question.key
  const isFresh = standings.every(({ entry }) => entry.value === '')
  return (
    <section className="portal-sheet">
      <h2>{t('portal.about.heading')}</h2>
      <dl className="portal-facts">
        <Fact name={t('portal.about.buyer')} text={request.buyer} />
        <Fact name={t('portal.about.company')} text={request.company} />
        <Fact name={t('portal.about.necessity')} text={request.necessity} />
        <Fact name={t('portal.about.scope')} text={request.scope} />
        <Fact name={t('portal.about.method')} text={request.method} />
        <Fact name={t('portal.about.help')} text={request.helpOffered} />
        {request.equivalentAccepted && (
          <Fact name={t('portal.about.equivalent')} text={t('portal.about.equivalentText')} />
        )}
        {request.deadlineWritten !== '' && (
          <Fact
            name={t('portal.about.deadline')}
            text={request.editable ? `${request.deadlineWritten} ${t('portal.about.later')}` : request.deadlineWritten}
          />
        )}
        <Fact name={t('portal.about.number')} text={String(request.no)} />
        <div>
          <dt>{t('portal.about.contact')}</dt>
          <dd>
            <AskHuman />
          </dd>
        </div>
      </dl>
      {request.editable && next !== undefined && (
        <button type="button" className="portal-button main" onClick={() => goTo({ page: 'question', key: next })}>
          {isFresh ? t('portal.about.start') : t('portal.about.resume')}
        </button>
      )}
    </section>
  )
}
