import i18next from 'i18next'
import { useTranslation } from 'react-i18next'
import { PORTAL_LANGUAGES, type PortalLanguage } from './languages.ts'
import { wordsOf } from './portal-words.ts'

const storageKey = 'kizuna.portal.language'

const READ: readonly PortalLanguage[] = ['ja', 'en']

/** Whether the words of a language were translated and wait for a native reader. */
export const isUnread = (language: PortalLanguage): boolean => !READ.includes(language)

export const asLanguage = (value: string | null | undefined): PortalLanguage | undefined => {
  const wanted = value?.toLowerCase() ?? ''
  return PORTAL_LANGUAGES.find(({ code }) => wanted.split('-')[0] === code.toLowerCase().split('-')[0])?.code
}

/** The language chosen on this device before, if any. */
export const chosenLanguage = (): PortalLanguage | undefined => asLanguage(localStorage.getItem(storageKey))

export const firstLanguage = (): PortalLanguage => chosenLanguage() ?? asLanguage(navigator.language) ?? 'ja'

let wanted: PortalLanguage = 'ja'

/** Shows the page in a language; its words are fetched first, so that the page never mixes two. */
export const showLanguage = async (language: PortalLanguage): Promise<void> => {
  wanted = language
  if (!i18next.hasResourceBundle(language, 'translation'))
    i18next.addResourceBundle(language, 'translation', await wordsOf(language))
  // Words that come in late do not push aside the language chosen after them.
  if (wanted !== language) return
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
}

export const chooseLanguage = async (language: PortalLanguage): Promise<void> => {
  localStorage.setItem(storageKey, language)
  await showLanguage(language)
}

export const useLanguage = (): PortalLanguage => asLanguage(useTranslation().i18n.language) ?? 'ja'

/** Whether a text can only be Japanese. */
export const hasKana = (text: string): boolean => /[\u3040-\u30ff]/.test(text)

/** The language a question stands in: where no translation exists it is English, else Japanese. */
export const writtenIn = (text: string, shown: PortalLanguage): PortalLanguage => {
  if (shown === 'ja' || shown === 'en') return shown
  if (hasKana(text)) return 'ja'
  return /^[\x20-\x7e\u2010-\u2026¥]*$/.test(text) ? 'en' : shown
}

export const languageName = (language: PortalLanguage): string =>
  PORTAL_LANGUAGES.find(({ code }) => code === language)?.name ?? language
