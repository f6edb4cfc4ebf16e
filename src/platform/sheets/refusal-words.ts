import { AppError, type ErrorMaker, fillText, type Locale } from '../errors.ts'
import type { SheetRefusal, SheetRefusalReason } from './sheet.ts'

type Words = { ja: string; en: string }

/** Why a file as a whole cannot be read; those that concern one cell are preceded by its place. */
const REFUSALS: Record<SheetRefusalReason, Words> = {
  'sheet.empty': { ja: 'ファイルに何も書かれていません。', en: 'The file is empty.' },
  'sheet.too_large': { ja: 'ファイルが大きすぎます。', en: 'The file is too large.' },
  'sheet.not_tabular': {
    ja: '表のファイルではありません（{found}）。Excel（.xlsx）かCSVをお使いください。',
    en: 'This is not a table but {found}. Use Excel (.xlsx) or CSV.',
  },
  'sheet.old_excel': {
    ja: '古い形式のExcelファイル（.xls）です。.xlsx で保存し直してください。',
    en: 'This is an old Excel file (.xls). Save it as .xlsx.',
  },
  'sheet.encrypted': {
    ja: 'パスワードで保護されています。保護を外して保存し直してください。',
    en: 'The file is protected by a password. Remove it and save again.',
  },
  'sheet.macros': {
    ja: 'マクロを含むファイルは受け取れません。.xlsx で保存し直してください。',
    en: 'Files with macros are not accepted. Save it as .xlsx.',
  },
  'sheet.binary_workbook': {
    ja: 'バイナリ形式のExcelファイル（.xlsb）です。.xlsx で保存し直してください。',
    en: 'This is a binary workbook (.xlsb). Save it as .xlsx.',
  },
  'sheet.open_document': {
    ja: 'OpenDocument形式です。.xlsx かCSVで保存し直してください。',
    en: 'This is an OpenDocument file. Save it as .xlsx or CSV.',
  },
  'sheet.damaged': { ja: 'ファイルが壊れていて読めません。', en: 'The file is damaged and cannot be read.' },
  'sheet.inflates_too_much': {
    ja: '展開すると異常に大きくなるファイルのため、読みません。',
    en: 'The file would grow beyond measure when unpacked, so it is not read.',
  },
  'sheet.too_many_parts': { ja: 'ファイルの中の部品が多すぎます。', en: 'The file has too many parts.' },
  'sheet.too_many_sheets': { ja: 'シートが多すぎます。', en: 'The file has too many sheets.' },
  'sheet.too_many_rows': { ja: '行が多すぎます（上限{limit}行）。', en: 'Too many rows (at most {limit}).' },
  'sheet.too_many_columns': { ja: '列が多すぎます（上限{limit}列）。', en: 'Too many columns (at most {limit}).' },
  'sheet.too_many_cells': { ja: 'セルが多すぎます（上限{limit}個）。', en: 'Too many cells (at most {limit}).' },
  'sheet.cell_too_long': {
    ja: 'セルの文字が多すぎます（上限{limit}文字）。',
    en: 'The cell is too long (at most {limit} characters).',
  },
  'sheet.nul_character': { ja: '使えない文字（NUL）があります。', en: 'There is a NUL character.' },
  'sheet.bad_bytes': {
    ja: '文字として読めないところがあります。文字コード（Shift_JIS、UTF-8）を確かめて保存し直してください。',
    en: 'Some bytes are not text. Check the encoding (Shift_JIS, UTF-8) and save again.',
  },
  'sheet.unsupported_encoding': {
    ja: 'この文字コードは読めません。UTF-8 かShift_JISで保存し直してください。',
    en: 'This encoding is not supported. Save it as UTF-8 or Shift_JIS.',
  },
  'sheet.unclosed_quote': { ja: '引用符（"）が閉じられていません。', en: 'A quotation mark is not closed.' },
}

/** Why a file cannot be read and, when it is about one cell, where: 3行目B列：…. */
const inWords = ({ reason, params }: SheetRefusal, locale: Locale): string => {
  const said = fillText(REFUSALS[reason][locale], params)
  if (params.row === undefined || params.column === undefined) return said
  return locale === 'ja'
    ? `${params.row}行目${params.column}列：${said}`
    : `Row ${params.row}, column ${params.column}: ${said}`
}

/** Refuses a file with its reason in each language: the reader of the answer may use another one than the member. */
export const refuseSheet = ({ code, text }: ErrorMaker, refusal: SheetRefusal): AppError => {
  const said = (locale: Locale) => fillText(text[locale], { reason: inWords(refusal, locale) })
  return new AppError(code, { ...text, ja: said('ja'), en: said('en') })
}
