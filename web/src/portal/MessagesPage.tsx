// Whom can I ask, and what was answered? For the person at a partner who is unsure.
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useOneAtATime } from '../lib/use-one-at-a-time.ts'
import { AskHuman } from './AskHuman.tsx'
import { portalApi } from './portal-api.ts'
import { usePortal } from './portal-context.ts'
import { useLanguage } from './portal-language.ts'

const TOPICS = ['general', 'deadline', 'cost', 'equivalent'] as const
type Topic = (typeof TOPICS)[number]

function MessageForm({ questionKey }: { questionKey: string | null }) {
  const { t } = useTranslation()
  const { reload, ended } = usePortal()
  const [topic, setTopic] = useState<Topic>('general')
  const [text, setText] = useState('')
  const [told, setTold] = useState('')
  const send = useOneAtATime(async () => {
    if (text.trim() === '') return setTold(t('portal.messages.missing'))
    const sent = await portalApi
      .POST('/api/v1/portal/messages', { body: { text, topic, questionKey } })
      .catch(() => null)
    if (sent?.response.status === 401) return ended()
    if (!sent?.response.ok) return setTold(t('portal.messages.failed'))
    setText('')
    setTold(t('portal.messages.sent'))
    await reload()
  })
  return (
    <form
      className="portal-form"
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        void send()
      }}
      noValidate
    >
      <label htmlFor="topic">{t('portal.messages.topic')}</label>
      <select
        id="topic"
        className="portal-input"
        value={topic}
        onChange={({ target }) => setTopic(TOPICS.find((one) => one === target.value) ?? 'general')}
      >
        {TOPICS.map((one) => (
          <option key={one} value={one}>
            {t(`portal.messages.topics.${one}`)}
          </option>
        ))}
      </select>
      <label htmlFor="message">{t('portal.messages.label')}</label>
      <textarea
        id="message"
        className="portal-input"
        rows={4}
        maxLength={4000}
        value={text}
        aria-describedby="message-told"
        onChange={({ target }) => setText(target.value)}
      />
      <p id="message-told" role="status" className="portal-told">
        {told}
      </p>
      <button type="submit" className="portal-button main">
        {t('portal.messages.act')}
      </button>
    </form>
  )
}

export function MessagesPage({ questionKey }: { questionKey: string | null }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { request, standings, preview } = usePortal()
  const label = standings.find(({ question }) => question.key === questionKey)?.question.label
  const moment = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' })
  return (
    <section className="portal-sheet">
      <h2>{t('portal.messages.heading')}</h2>
      <p className="prose">{t('portal.messages.text', { buyer: request.buyer })}</p>
      <AskHuman />
      {label !== undefined && <p className="portal-above">{t('portal.messages.about', { label })}</p>}
      {!preview && <MessageForm questionKey={label === undefined ? null : questionKey} />}
      <h3 className="portal-above">{t('portal.messages.list')}</h3>
      {request.messages.length === 0 && <p className="meta">{t('portal.messages.none')}</p>}
      <ul className="portal-messages">
        {request.messages.map(({ id, from, name, topic, text, at }) => (
          <li key={id}>
            <p className="meta">
              {from === 'partner' ? t('portal.messages.you', { name }) : `${request.buyer} ${name}`} ·{' '}
              {t(`portal.messages.topics.${topic}`)} · {moment.format(new Date(at))}
            </p>
            <p>{text}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}
