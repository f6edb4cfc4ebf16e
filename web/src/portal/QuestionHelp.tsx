import { useTranslation } from 'react-i18next'
import { AskHuman } from './AskHuman.tsx'
import type { PortalLanguage } from './languages.ts'
import type { PortalQuestion } from './portal-api.ts'
import { useLanguage } from './portal-language.ts'
import { hrefOf } from './portal-place.ts'

function Cost({ cost, lang }: { cost: PortalQuestion['cost']; lang: PortalLanguage }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const yen = (amount: number) => new Intl.NumberFormat(language).format(amount)
  const range =
    cost.toYen === 0 ? t('portal.help.free') : t('portal.help.range', { from: yen(cost.fromYen), to: yen(cost.toYen) })
  return (
    <>
      <p>{cost.toYen === 0 ? range : `${range} (${t(`portal.help.per.${cost.per}`)})`}</p>
      <p lang={lang}>{cost.note}</p>
    </>
  )
}

/** Why, how to begin without money, what it costs, which paper shows it, and a human to ask. */
export function QuestionHelp({ question, lang }: { question: PortalQuestion; lang: PortalLanguage }) {
  const { t } = useTranslation()
  return (
    <aside className="portal-help" aria-label={t('portal.help.label')}>
      <details open>
        <summary>
          <h3>{t('portal.help.why')}</h3>
        </summary>
        <p lang={lang}>{question.why}</p>
        {question.keyItem && <p>{t('portal.help.keyItem')}</p>}
      </details>
      <details open>
        <summary>
          <h3>{t('portal.help.start')}</h3>
        </summary>
        <ol lang={lang}>
          {question.start.map(({ minutes, text }) => (
            <li key={text}>
              {text} <small>{t('portal.help.minutes', { n: minutes })}</small>
            </li>
          ))}
        </ol>
      </details>
      <details open>
        <summary>
          <h3>{t('portal.help.cost')}</h3>
        </summary>
        <Cost cost={question.cost} lang={lang} />
      </details>
      <details open>
        <summary>
          <h3>{t('portal.help.evidence')}</h3>
        </summary>
        <ul lang={lang}>
          {question.evidence.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      </details>
      <h3>{t('portal.help.ask')}</h3>
      <AskHuman />
      <p>
        <a href={hrefOf({ page: 'messages', key: question.key })}>{t('portal.help.askThis')}</a>
      </p>
    </aside>
  )
}
