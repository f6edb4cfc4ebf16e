import { useTranslation } from 'react-i18next'
import type { PortalLanguage } from './languages.ts'
import { CHOICES, type Choice, type PortalQuestion } from './portal-api.ts'

type Props = {
  question: PortalQuestion
  lang: PortalLanguage
  value: Choice | ''
  readOnly: boolean
  choose: (value: Choice) => void
}

/** Four large cards, each with what it means for this question; arrow keys move between them. */
export function ChoiceCards({ question, lang, value, readOnly, choose }: Props) {
  const { t } = useTranslation()
  return (
    <fieldset className="portal-choices">
      <legend className="visually-hidden">{t('portal.question.choose')}</legend>
      {CHOICES.map((choice) => (
        <label key={choice} className="portal-choice">
          <input
            type="radio"
            name={question.key}
            value={choice}
            checked={value === choice}
            disabled={readOnly && value !== choice}
            onChange={() => {
              if (!readOnly) choose(choice)
            }}
          />
          <span>
            <b>{t(`portal.question.answers.${choice}`)}</b>
            <small lang={lang}>{question.answers[choice]}</small>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
