import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useOneAtATime } from '../lib/use-one-at-a-time.ts'
import { PORTAL_LANGUAGES, type PortalLanguage } from './languages.ts'
import { portalApi } from './portal-api.ts'
import { usePortal } from './portal-context.ts'
import { asLanguage, useLanguage } from './portal-language.ts'

const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

export function DelegateForm({ sent }: { sent: (name: string) => void }) {
  const { t } = useTranslation()
  const { request, ended } = usePortal()
  const language = useLanguage()
  const [name, setName] = useState('')
  const [address, setAddress] = useState('')
  const [lang, setLang] = useState<PortalLanguage>(language)
  const [sections, setSections] = useState<readonly string[]>([])
  const [told, setTold] = useState('')
  const problem = () => {
    if (name.trim() === '') return t('portal.delegates.nameMissing')
    if (!ADDRESS.test(address.trim())) return t('portal.delegates.addressWrong')
    return sections.length === 0 ? t('portal.delegates.sectionMissing') : ''
  }
  const send = useOneAtATime(async () => {
    const wrong = problem()
    setTold(wrong)
    if (wrong !== '') return
    const body = { name: name.trim(), address: address.trim().normalize('NFKC'), sections: [...sections], lang }
    const answer = await portalApi.POST('/api/v1/portal/delegates', { body }).catch(() => null)
    if (answer?.response.status === 401) return ended()
    if (answer?.response.status === 422) return setTold(t('portal.delegates.addressWrong'))
    if (!answer?.response.ok) return setTold(t('portal.delegates.failed'))
    setName('')
    setAddress('')
    setSections([])
    sent(body.name)
  })
  const toggle = (key: string, on: boolean) =>
    setSections((before) => (on ? [...before, key] : before.filter((one) => one !== key)))
  return (
    <form
      className="portal-form"
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        void send()
      }}
      noValidate
    >
      <label htmlFor="delegate-name">{t('portal.delegates.name')}</label>
      <input
        id="delegate-name"
        className="portal-input"
        maxLength={100}
        value={name}
        onChange={({ target }) => setName(target.value)}
      />
      <label htmlFor="delegate-address">{t('portal.delegates.address')}</label>
      <input
        id="delegate-address"
        className="portal-input"
        type="email"
        maxLength={254}
        value={address}
        onChange={({ target }) => setAddress(target.value)}
      />
      <fieldset className="portal-choices">
        <legend>{t('portal.delegates.which')}</legend>
        {request.sections.map(({ key, title }) => (
          <label key={key} className="portal-check">
            <input
              type="checkbox"
              checked={sections.includes(key)}
              onChange={({ target }) => toggle(key, target.checked)}
            />
            <span>{title}</span>
          </label>
        ))}
      </fieldset>
      <label htmlFor="delegate-language">{t('portal.delegates.lang')}</label>
      <select
        id="delegate-language"
        className="portal-input"
        value={lang}
        onChange={({ target }) => setLang(asLanguage(target.value) ?? 'ja')}
      >
        {PORTAL_LANGUAGES.map((one) => (
          <option key={one.code} value={one.code} lang={one.code}>
            {one.name}
          </option>
        ))}
      </select>
      <p role="status" className="portal-told">
        {told}
      </p>
      <button type="submit" className="portal-button main">
        {t('portal.delegates.act')}
      </button>
    </form>
  )
}
