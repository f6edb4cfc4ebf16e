import { defineErrors } from '../../platform/errors.ts'
import type { RefusalReason } from '../../platform/files/media-type.ts'

export const fileErrors = defineErrors('file', {
  empty: {
    kind: 'invalid',
    ja: 'ファイルが空でした。もう一度お選びください。',
    en: 'The file was empty. Please choose it again.',
  },
  too_large: {
    kind: 'too_large',
    ja: 'ファイルが大きすぎて届きませんでした（上限 {megabytes}MB）。分けてお送りください。入力済みの内容は残っています。',
    en: 'The file is too large (limit {megabytes} MB). Please send it in parts; what you entered is kept.',
  },
  name_invalid: {
    kind: 'invalid',
    ja: 'ファイル名を読み取れませんでした。名前を短くして、もう一度お試しください。',
    en: 'The file name could not be read. Shorten it and try again.',
  },
  type_not_allowed: {
    kind: 'unsupported_type',
    ja: 'この種類のファイルは受け取れません。PDF、写真（PNG・JPEG）、Word、Excel、PowerPoint、テキストでお送りください。',
    en: 'This kind of file cannot be accepted. Send PDF, photos (PNG, JPEG), Word, Excel, PowerPoint or text.',
  },
  name_mismatch: {
    kind: 'unsupported_type',
    ja: 'ファイル名の末尾と中身の種類が合いません。元のソフトで保存し直してからお送りください。',
    en: 'The file’s ending does not fit its content. Save it again in its own program and send that.',
  },
  macro: {
    kind: 'unsupported_type',
    ja: 'マクロを含むファイルは受け取れません。マクロなし（.docx、.xlsx など）で保存し直してください。',
    en: 'Files with macros cannot be accepted. Save it without macros (.docx, .xlsx) and send that.',
  },
  damaged: {
    kind: 'invalid',
    ja: 'ファイルが壊れているようです。元のファイルを開けるか確かめて、もう一度お送りください。',
    en: 'The file seems damaged. Check that it opens and send it again.',
  },
})

const BY_REASON: Record<RefusalReason, keyof typeof fileErrors> = {
  empty: 'empty',
  too_large: 'too_large',
  name_invalid: 'name_invalid',
  type_not_allowed: 'type_not_allowed',
  type_unknown: 'type_not_allowed',
  executable: 'type_not_allowed',
  markup: 'type_not_allowed',
  name_mismatch: 'name_mismatch',
  macro: 'macro',
  damaged: 'damaged',
}

export const refusedUpload = (reason: RefusalReason, bytes: number) =>
  fileErrors[BY_REASON[reason]]({ megabytes: Math.floor(bytes / 1024 / 1024) })
