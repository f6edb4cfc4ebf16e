import { defineErrors } from '../../platform/errors.ts'

export const partnerErrors = defineErrors('partner', {
  code_taken: {
    kind: 'conflict',
    ja: '取引先コード「{code}」は、すでに別の取引先が使っています。',
    en: 'The partner code "{code}" is already used by another partner.',
  },
  number_invalid: {
    kind: 'invalid',
    ja: '法人番号が正しくありません。先頭の検査用の数字が合わないか、13桁ではありません。',
    en: 'The corporate number is not right: it needs 13 digits and a matching check digit.',
  },
  unit_unknown: {
    kind: 'invalid',
    ja: '選ばれた部門が見つかりません。部門を選び直してください。',
    en: 'The chosen unit was not found. Please choose again.',
  },
})
