import { useTranslation } from 'react-i18next'
import type { Standing } from './answering.ts'
import { DoneMark, OpenMark } from './marks.tsx'
import { usePortal } from './portal-context.ts'
import { useLanguage, writtenIn } from './portal-language.ts'
import { hrefOf } from './portal-place.ts'

function Line({ standing }: { standing: Standing }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { question, no, entry, problem, files } = standing
  return (
    <li>
      <a href={hrefOf({ page: 'question', key: question.key })}>
        {problem === null ? <DoneMark /> : <OpenMark />}
        <span>
          {no}. <span lang={writtenIn(question.label, language)}>{question.label}</span>
        </span>
        <small>
          {problem === 'unanswered' || entry.value === ''
            ? t('portal.overview.unanswered')
            : t(`portal.question.answers.${entry.value}`)}
          {problem !== null && problem !== 'unanswered' && ` – ${t(`portal.overview.${problem}`)}`}
          {files > 0 && ` · ${t('portal.overview.files', { n: files })}`}
        </small>
      </a>
    </li>
  )
}

/** Every question with its answer, group by group; each line opens its question. */
export function Standings() {
  const { request, standings } = usePortal()
  return (
    <div className="portal-standings">
      {request.sections.map(({ key, title }) => {
        const inside = standings.filter(({ question }) => question.section === key)
        return inside.length === 0 ? null : (
          <section key={key}>
            <h3>{title}</h3>
            <ul>
              {inside.map((standing) => (
                <Line key={standing.question.key} standing={standing} />
              ))}
            </ul>
          </section>
        )
      })}
    </div>
  )
}
