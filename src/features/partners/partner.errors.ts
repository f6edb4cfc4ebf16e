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
  merged_away: {
    kind: 'conflict',
    ja: 'この取引先は、別の取引先にまとめられています。残った方の取引先を開いて、そちらに追加してください。',
    en: 'This partner was merged into another one. Open the partner that stayed and add it there.',
  },
  archived: {
    kind: 'conflict',
    ja: 'この取引先は保管されているため、追加できません。また取引するときは、取引先の画面で「候補に戻す」を選んでから追加してください。',
    en: 'This partner is archived, so nothing can be added. If you work with it again, choose "Back to candidate" on its page first.',
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
