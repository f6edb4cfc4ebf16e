import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Locale } from './locale.ts'

/** Starts the texts of one entry in the reader's language; both languages are in the bundle, so a switch needs no network. */
export const startTexts = async <T extends object>(locale: Locale, ja: T, en: T): Promise<void> => {
  await i18next.use(initReactI18next).init({
    lng: locale,
    fallbackLng: 'ja',
    resources: { ja: { translation: ja }, en: { translation: en } },
    interpolation: { escapeValue: false },
  })
  document.documentElement.lang = locale
  i18next.on('languageChanged', (language) => {
    document.documentElement.lang = language
  })
}
