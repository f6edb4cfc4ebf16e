/** One thing that was looked at: how it stands, and what to do about it when it is not well. */
export type Finding = {
  check: string
  state: 'ok' | 'warning' | 'broken'
  ja: string
  en: string
  todo?: { ja: string; en: string }
}

export const ok = (check: string, ja: string, en: string): Finding => ({ check, state: 'ok', ja, en })

const bad =
  (state: 'warning' | 'broken') =>
  (check: string, [ja, en]: [string, string], [todoJa, todoEn]: [string, string]): Finding => ({
    check,
    state,
    ja,
    en,
    todo: { ja: todoJa, en: todoEn },
  })

export const warning = bad('warning')
export const broken = bad('broken')
