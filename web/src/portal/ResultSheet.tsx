import { useTranslation } from 'react-i18next'
import type { Result } from './portal-api.ts'
import { useLanguage } from './portal-language.ts'
import { hrefOf } from './portal-place.ts'

/** Hundredths as points with one decimal, cut and never rounded up. */
export const pointsOf = (basisPoints: number): string => (Math.trunc(Math.abs(basisPoints) / 10) / 10).toFixed(1)

function Change({ change }: { change: Result['change'] }) {
  const { t } = useTranslation()
  const { kind, basisPoints } = change
  if (kind === 'first' || kind === 'not_comparable') return <p>{t(`portal.result.${kind}`)}</p>
  const points = pointsOf(basisPoints ?? 0)
  const direction = basisPoints === null || points === '0.0' ? 'same' : basisPoints > 0 ? 'up' : 'down'
  return <p>{direction === 'same' ? t('portal.result.same') : t(`portal.result.${direction}`, { points })}</p>
}

function NextStep({ steps }: { steps: Result['steps'] }) {
  const { t } = useTranslation()
  const [first, ...others] = steps
  if (first === undefined) return null
  return (
    <section>
      <h3>{t('portal.result.nextHeading')}</h3>
      <p>{t('portal.result.nextLead', { label: first.label, score: pointsOf(first.scoreBpAfter) })}</p>
      <ol className="portal-steps">
        {first.start.map(({ minutes, text }) => (
          <li key={text}>
            {text} <small>{t('portal.help.minutes', { n: minutes })}</small>
          </li>
        ))}
      </ol>
      {others.length > 0 && <p>{t('portal.result.also')}</p>}
      <ul className="portal-steps">
        {others.map(({ questionKey, label, scoreBpAfter }) => (
          <li key={questionKey}>
            <a href={hrefOf({ page: 'question', key: questionKey })}>
              {t('portal.result.alsoLine', { label, score: pointsOf(scoreBpAfter) })}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Categories({ breakdown }: { breakdown: Result['breakdown'] }) {
  const { t } = useTranslation()
  return (
    <section>
      <h3 id="categories">{t('portal.result.categories')}</h3>
      <table className="portal-table" aria-labelledby="categories">
        <thead>
          <tr>
            <th scope="col">{t('portal.result.category')}</th>
            <th scope="col">{t('portal.result.score')}</th>
            <th scope="col">{t('portal.result.reasons')}</th>
          </tr>
        </thead>
        <tbody>
          {breakdown.map(({ category, title, scoreBp, counts }) => (
            <tr key={category}>
              <th scope="row">{title}</th>
              <td>{scoreBp === null ? '–' : pointsOf(scoreBp)}</td>
              <td>{t('portal.result.counts', counts)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** The own result: points, reasons, the change, the next step with its help. No level of ours stands here. */
export function ResultSheet({ result }: { result: Result }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const day = (date: string) =>
    new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`))
  return (
    <div className="portal-result">
      {result.score === null ? (
        <>
          <p className="portal-points">{t('portal.result.notRateable')}</p>
          <p>{t('portal.result.notRateableText')}</p>
        </>
      ) : (
        <p className="portal-points">{t('portal.result.points', { score: result.score })}</p>
      )}
      {result.bandName !== null && <p>{t('portal.result.band', { band: result.bandName })}</p>}
      {result.nextStep !== null && <p>{result.nextStep}</p>}
      <NextStep steps={result.steps} />
      {result.cappedBy.length > 0 && (
        <section>
          <p>{t('portal.result.capped')}</p>
          <ul className="portal-steps">
            {result.cappedBy.map(({ questionKey, label }) => (
              <li key={questionKey}>
                <a href={hrefOf({ page: 'question', key: questionKey })}>{label}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
      {result.manyNotApplicable && result.score !== null && <p>{t('portal.result.many')}</p>}
      <Categories breakdown={result.breakdown} />
      <section>
        <h3>{t('portal.result.change')}</h3>
        <Change change={result.change} />
        {result.help !== null && result.help !== 'none' && <p>{t('portal.result.help')}</p>}
        {result.nextDue !== null && <p className="meta">{t('portal.result.again', { date: day(result.nextDue) })}</p>}
      </section>
    </div>
  )
}
