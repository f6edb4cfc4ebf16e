import { defineErrors } from '../../platform/errors.ts'

export const partnerErrors = defineErrors('partner', {
  code_taken: {
    kind: 'conflict',
    ja: '取引先コード「{code}」は、すでに別の取引先が使っています。コードで検索してその取引先を確かめ、どちらかのコードを直してください。',
    en: 'The partner code "{code}" is already used by another partner. Search for the code, look at that partner and change one of the two.',
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
  unit_foreign: {
    kind: 'invalid',
    ja: 'ご自分の部門だけを加えたり外したりできます。ほかの部門は、全社の担当者に頼んでください。',
    en: 'You can add or remove only your own units. Ask someone who looks after the whole company for the others.',
  },
  unit_needed: {
    kind: 'invalid',
    ja: 'ご自分の部門を一つ以上選んでください。選ばないと、この取引先が見えなくなります。',
    en: 'Choose at least one unit of yours; without it you would no longer see this partner.',
  },
})
