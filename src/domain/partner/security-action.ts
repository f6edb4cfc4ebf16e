/** What is known of a partner's SECURITY ACTION declaration. */
export type SecurityAction = {
  readonly stars: 0 | 1 | 2
  /** Day somebody here checked it; null when nobody did. */
  readonly checked: boolean
  /** The published policy was seen at an address. */
  readonly policySeen: boolean
}

export type SecurityActionStep = 'invite' | 'check_effect' | 'see_policy' | 'keep'

export type SecurityActionAdvice = { readonly step: SecurityActionStep; readonly ja: string; readonly en: string }

const WORDS: Readonly<Record<SecurityActionStep, { readonly ja: string; readonly en: string }>> = {
  invite: {
    ja: '宣言はまだ確認できていません。無料で始められる宣言の進め方と、書き方の見本をお送りできます。',
    en: 'No declaration is known yet. Offer the free first steps together with a filled-in example.',
  },
  check_effect: {
    ja: '一つ星は取り組みを始めるという宣言です。更新、ウイルス対策、パスワード、共有設定、情報収集が続いているかを、次に話すときにお聞きください。',
    en: 'One star declares a start. When you next talk, ask whether updates, anti-virus, passwords, sharing settings and staying informed are kept up.',
  },
  see_policy: {
    ja: '二つ星は自社診断と基本方針の公開が前提です。方針が載っているページを開き、その場所と確認日を記録してください。',
    en: 'Two stars rest on a self-check and a published policy. Open the page with the policy and record its address and the date you saw it.',
  },
  keep: {
    ja: '方針の公開まで確認済みです。点数には加えず、証跡として残します。次の評価のときにもう一度ご確認ください。',
    en: 'The published policy was seen. It is kept as evidence and adds no points; look again at the next evaluation.',
  },
}

/** What to do next about SECURITY ACTION, with its words: none → invite and help, one star → check the effect, two stars → see the policy (domain rules §2); it is evidence, never points. */
export function securityActionAdvice(known: SecurityAction): SecurityActionAdvice {
  const step: SecurityActionStep =
    known.stars === 0
      ? 'invite'
      : known.stars === 1
        ? 'check_effect'
        : known.policySeen && known.checked
          ? 'keep'
          : 'see_policy'
  return { step, ...WORDS[step] }
}
