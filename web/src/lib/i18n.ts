import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'

const NAMESPACE = 'translation'

let fetchOthers: (language: string) => Promise<object> = async () => ({})

/** Starts the texts of one entry in the reader's language; those of another are fetched when somebody chooses it. */
export const startTexts = async (
  language: string,
  fetchTexts: (language: string) => Promise<object>,
): Promise<void> => {
  await i18next.use(initReactI18next).init({
    lng: language,
    resources: { [language]: { [NAMESPACE]: await fetchTexts(language) } },
    // Both languages are complete (a house test): nobody loads the second for a missing line.
    fallbackLng: false,
    interpolation: { escapeValue: false },
  })
  fetchOthers = fetchTexts
  document.documentElement.lang = language
  i18next.on('languageChanged', (changed) => {
    document.documentElement.lang = changed
  })
}

/** Shows the page in a language; its texts are fetched first, so that the page never mixes two. */
export const showTexts = async (language: string): Promise<void> => {
  if (!i18next.hasResourceBundle(language, NAMESPACE))
    i18next.addResourceBundle(language, NAMESPACE, await fetchOthers(language))
  await i18next.changeLanguage(language)
}
