import { defineErrors } from '../../platform/errors.ts'

export const importErrors = defineErrors('import', {
  whole_network_only: {
    kind: 'forbidden',
    ja: '台帳の取り込みは、すべての取引先を受け持つ人だけが行えます。管理者にご相談ください。',
    en: 'Only a person responsible for all partners may import a ledger. Please ask an administrator.',
  },
  too_large: {
    kind: 'too_large',
    ja: 'ファイルが大きすぎます（上限{megabytes}MB）。取り込んだ内容はありません。ファイルを分けてください。',
    en: 'The file is too large (at most {megabytes} MB). Nothing was imported. Please split it.',
  },
  unreadable: { kind: 'invalid', ja: '{reason}取り込んだ内容はありません。', en: '{reason} Nothing was imported.' },
  no_headings: {
    kind: 'invalid',
    ja: '見出しの行が見つかりません。「取引先名」「取引先コード」「法人番号」などの見出しがある行を、表の一番上に置いてください。取り込んだ内容はありません。',
    en: 'No heading row was found. Put a row with headings such as "Name", "Code" or "Corporate number" above the table. Nothing was imported.',
  },
  too_many_columns: {
    kind: 'invalid',
    ja: '列が多すぎます（上限{limit}列）。要らない列を除いてください。取り込んだ内容はありません。',
    en: 'Too many columns (at most {limit}). Please remove those not needed. Nothing was imported.',
  },
  column_unknown: {
    kind: 'invalid',
    ja: '{column}列は、このファイルの表にありません。',
    en: 'Column {column} is not part of the table in this file.',
  },
  field_twice: {
    kind: 'invalid',
    ja: '同じ項目に二つの列が割り当てられています。どちらか一つにしてください。',
    en: 'Two columns are assigned to the same field. Keep one of them.',
  },
  key_missing: {
    kind: 'invalid',
    ja: '取引先名、取引先コード、法人番号のうち、少なくとも一つの列を割り当ててください。',
    en: 'Assign a column to at least one of name, partner code and corporate number.',
  },
  sheet_unknown: {
    kind: 'invalid',
    ja: 'そのシートは、このファイルにありません。',
    en: 'That sheet is not in this file.',
  },
  not_preview: {
    kind: 'conflict',
    ja: 'この取り込みは、すでに確定しています。内容を変えるときは、ファイルをもう一度読み込んでください。',
    en: 'This import has already been committed. To change it, load the file again.',
  },
  not_committed: {
    kind: 'conflict',
    ja: '確定した取り込みだけを取り消せます。この取り込みは、まだ確定していないか、すでに取り消されています。',
    en: 'Only a committed import can be undone. This one is not committed yet, or was undone already.',
  },
  not_asked: {
    kind: 'conflict',
    ja: '{row}行目は、確認が必要な行ではありません。一覧を読み込み直してください。',
    en: 'Row {row} does not need a decision. Reload the list.',
  },
  choice_unknown: {
    kind: 'invalid',
    ja: '{row}行目で選ばれた取引先は、候補にありません。',
    en: 'The partner chosen for row {row} is not among its candidates.',
  },
  collided: {
    kind: 'conflict',
    ja: '取り込みの間に、ほかの人が同じ取引先を変更しました。何も取り込んでいません。もう一度確定してください。',
    en: 'Someone else changed the same partners during the import. Nothing was imported. Please commit again.',
  },
})
