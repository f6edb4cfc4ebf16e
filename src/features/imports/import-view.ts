import type { Locale } from '../../platform/errors.ts'
import { columnName } from '../../platform/sheets/position.ts'
import type { Import, ImportRow } from './import.queries.ts'
import type { importFindings, RowNote } from './import.tables.ts'
import { doubtInWords, factInWords, noteInWords } from './note-words.ts'

const NO_CHANGE = {
  undoneFields: {
    ja: '取り込みのあとで変更されているため、次の項目を戻しませんでした：',
    en: 'Changed since the import, so left as it is: ',
  },
}

const noteView = (row: number, note: RowNote, columnOf: (field: string) => number | null, locale: Locale) => {
  const index = note.column ?? (note.field === null ? null : columnOf(note.field))
  return {
    weight: note.weight,
    code: note.code,
    row,
    column: index === null ? null : columnName(index + 1),
    field: note.field,
    text: noteInWords(row, note, locale),
  }
}

const columnFinder = (row: Import) => {
  const byField = new Map<string, number>(row.mapping.map(({ field, index }) => [field, index]))
  return (field: string) => byField.get(field) ?? null
}

export const fileNotes = (row: Import, locale: Locale) =>
  row.notes.map((note) => noteView(0, note, columnFinder(row), locale))

export const rowView = (parent: Import, row: ImportRow, locale: Locale) => ({
  number: row.number,
  outcome: row.outcome,
  partnerId: row.partnerId ?? (parent.state === 'committed' ? row.madeId : null),
  shown: row.shown,
  doubt: row.doubt === null ? null : doubtInWords(row.number, row.doubt, locale),
  candidates: row.candidates,
  decision: row.decision,
  notes: row.notes.map((note) => noteView(row.number, note, columnFinder(parent), locale)),
})

/** What was held back, dropped or asked in a row; remarks are left out. */
export const rowProblems = (parent: Import, row: ImportRow, locale: Locale) => {
  const { doubt, notes } = rowView(parent, row, locale)
  const problems = notes.filter(({ weight }) => weight !== 'remark')
  if (doubt === null) return problems
  return [
    { weight: 'ask' as const, code: row.doubt ?? '', row: row.number, column: null, field: null, text: doubt },
    ...problems,
  ]
}

export const undoNoteView = ({ partnerId, name, code, fields }: Import['undoNotes'][number], locale: Locale) => {
  const used = {
    ja: 'この取引先はすでに使われているため、残しました。',
    en: 'This partner has been used since and was kept.',
  }
  return {
    partnerId,
    name,
    text:
      code === 'partnerUsed'
        ? used[locale]
        : `${NO_CHANGE.undoneFields[locale]}${fields.map((key) => factInWords(key, locale)).join(locale === 'ja' ? '、' : ', ')}`,
  }
}

type Finding = typeof importFindings.$inferSelect

const FINDINGS: Record<Finding['kind'], { ja: string; en: string }> = {
  paid_not_registered: {
    ja: '「{name}」に支払いがありますが、取引先として登録されていません。',
    en: '"{name}" is paid but not registered as a partner.',
  },
  registered_not_paid: {
    ja: '「{name}」は登録されていますが、支払先の一覧にありません。取引が続いているかご確認ください。',
    en: '"{name}" is registered but not on the payee list. Check whether you still work with it.',
  },
  company_closed: {
    ja: '「{name}」は{on}に登記が閉鎖されています。取引を続けるかご確認ください。',
    en: 'The register of "{name}" was closed on {on}. Check whether work continues.',
  },
  company_merged: {
    ja: '「{name}」は{on}に合併で解散しています（承継先の法人番号：{successor}）。契約と連絡先をご確認ください。',
    en: '"{name}" was dissolved by a merger on {on} (successor: {successor}). Check contract and contacts.',
  },
  company_renamed: {
    ja: '「{name}」の商号は「{newName}」になっています。登録を直すかご確認ください。',
    en: '"{name}" is now called "{newName}". Check whether to change the registration.',
  },
  number_withdrawn: {
    ja: '「{name}」の法人番号{number}は、国税庁の登録から除かれています。番号をご確認ください。',
    en: 'The corporate number {number} of "{name}" was withdrawn. Check the number.',
  },
}

export const findingView = ({ id, partnerId, row, kind, detail, state }: Finding, locale: Locale) => ({
  id,
  partnerId,
  row,
  kind,
  detail,
  state,
  text: FINDINGS[kind][locale].replace(/\{(\w+)\}/g, (_whole, key: string) => detail[key] ?? '－'),
})
