import { useTranslation } from 'react-i18next'
import { showTexts } from './i18n.ts'

export type Locale = 'ja' | 'en'

const storageKey = 'kizuna.locale'

export const asLocale = (value: string | null | undefined): Locale | undefined =>
  value === 'ja' || value === 'en' ? value : undefined

/** Before anyone has signed in: the last choice on this device, else the browser's language, else Japanese. */
export const firstLocale = (): Locale =>
  asLocale(localStorage.getItem(storageKey)) ?? asLocale(navigator.language.slice(0, 2)) ?? 'ja'

export const showLocale = async (locale: Locale): Promise<void> => {
  localStorage.setItem(storageKey, locale)
  await showTexts(locale)
}

export const useLocale = (): Locale => asLocale(useTranslation().i18n.language) ?? 'ja'
