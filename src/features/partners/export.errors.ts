import { defineErrors } from '../../platform/errors.ts'

export const exportErrors = defineErrors('export', {
  unmappable: {
    kind: 'invalid',
    ja: 'Shift_JIS（CP932）で表せない文字が{count}か所あります。UTF-8 の CSV か Excel で書き出すか、下の文字を直してください。',
    en: '{count} characters do not exist in Shift_JIS (CP932). Export UTF-8 CSV or Excel instead, or change the characters listed.',
  },
  too_long_to_print: {
    kind: 'invalid',
    ja: '印刷用の PDF は一度に{most}社までです（いまは{count}社）。絞り込むか、Excel で書き出してください。',
    en: 'A printed register holds {most} partners at most (now {count}). Narrow the list or export to Excel.',
  },
})
