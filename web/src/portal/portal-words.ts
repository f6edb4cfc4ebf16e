import { createInstance, type i18n } from 'i18next'
import type { portal } from '../texts/ja/portal.ts'
import type { PortalLanguage } from './languages.ts'

type Words = { portal: typeof portal }

// Read when chosen, so that nobody loads the words of languages they do not read.
const WORDS: Record<PortalLanguage, () => Promise<Words>> = {
  ja: () => import('../texts/ja/portal.ts'),
  en: () => import('../texts/en/portal.ts'),
  'zh-CN': () => import('../texts/zh-CN/portal.ts'),
  vi: () => import('../texts/vi/portal.ts'),
  th: () => import('../texts/th/portal.ts'),
}

/** The words of the portal in a language. */
export const wordsOf = async (language: PortalLanguage): Promise<Words> => ({
  portal: (await WORDS[language]()).portal,
})

/** The same beside a page whose own words are in another language. */
export const wordsBeside = async (language: PortalLanguage): Promise<i18n> => {
  const words = createInstance({
    lng: language,
    resources: { [language]: { translation: await wordsOf(language) } },
    fallbackLng: false,
    interpolation: { escapeValue: false },
  })
  await words.init()
  return words
}
