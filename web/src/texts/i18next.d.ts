import 'i18next'
import type { consoleTexts } from './ja/console.ts'
import type { portal } from './ja/portal.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof consoleTexts & { portal: typeof portal } }
  }
}
