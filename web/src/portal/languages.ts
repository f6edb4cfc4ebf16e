/** The languages a partner can answer in, each by its own name. */
export const PORTAL_LANGUAGES = [
  { code: 'ja', name: '日本語' },
  { code: 'en', name: 'English' },
  { code: 'zh-CN', name: '简体中文' },
  { code: 'vi', name: 'Tiếng Việt' },
  { code: 'th', name: 'ภาษาไทย' },
] as const

export type PortalLanguage = (typeof PORTAL_LANGUAGES)[number]['code']
