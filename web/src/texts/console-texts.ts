/** The console's texts in one language, as a file of their own. */
export const fetchConsoleTexts = async (language: string): Promise<object> =>
  language === 'en' ? (await import('./en/console.ts')).consoleTexts : (await import('./ja/console.ts')).consoleTexts
