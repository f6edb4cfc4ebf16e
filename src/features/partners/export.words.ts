import type { Locale } from '../../platform/errors.ts'
import type { LIST_COLUMNS } from './export.contract.ts'

type Words = {
  file: string
  sheet: string
  columns: Record<(typeof EXPORT_COLUMNS)[number]['key'], string>
  kind: Record<string, string>
  stage: Record<string, string>
  state: Record<string, string>
  connection: Record<string, string>
  unrated: string
  provisional: string
  mark: (who: string, at: string) => string
  count: (rows: number) => string
  printed: (at: string) => string
}

/** The columns of an exported register in their order; width in characters. */
export const EXPORT_COLUMNS = [
  { key: 'code', width: 14, kind: 'text' },
  { key: 'name', width: 36, kind: 'text' },
  { key: 'reading', width: 30, kind: 'text' },
  { key: 'nameEn', width: 30, kind: 'text' },
  { key: 'corporateNumber', width: 16, kind: 'text' },
  { key: 'country', width: 6, kind: 'text' },
  { key: 'postalCode', width: 10, kind: 'text' },
  { key: 'address', width: 40, kind: 'text' },
  { key: 'industryNote', width: 18, kind: 'text' },
  { key: 'employees', width: 10, kind: 'number' },
  { key: 'capitalYen', width: 16, kind: 'number' },
  { key: 'kind', width: 10, kind: 'text' },
  { key: 'stage', width: 10, kind: 'text' },
  { key: 'level', width: 10, kind: 'text' },
  { key: 'maturity', width: 8, kind: 'text' },
  { key: 'score', width: 8, kind: 'number' },
  { key: 'state', width: 12, kind: 'text' },
  { key: 'answerDue', width: 12, kind: 'date' },
  { key: 'nextDue', width: 12, kind: 'date' },
  { key: 'connections', width: 20, kind: 'text' },
  { key: 'units', width: 24, kind: 'text' },
  { key: 'owners', width: 20, kind: 'text' },
  { key: 'tags', width: 20, kind: 'text' },
] as const

type ExportKey = (typeof EXPORT_COLUMNS)[number]['key']

const BEHIND: Record<(typeof LIST_COLUMNS)[number], readonly ExportKey[]> = {
  level: ['level'],
  maturity: ['maturity', 'score'],
  state: ['state'],
  due: ['answerDue', 'nextDue'],
  left: [],
  connections: ['connections'],
  units: ['units'],
  owners: ['owners'],
}
const ALWAYS: readonly ExportKey[] = ['code', 'name', 'industryNote', 'address']

/** The columns of a download: all that is kept, or what names a partner with the chosen columns of the list. */
export const columnsFor = (chosen: readonly (typeof LIST_COLUMNS)[number][] | undefined) => {
  if (chosen === undefined) return EXPORT_COLUMNS
  const keys = [...ALWAYS, ...chosen.flatMap((column) => BEHIND[column])]
  return EXPORT_COLUMNS.filter(({ key }) => keys.includes(key))
}

const ja: Words = {
  file: '取引先一覧',
  sheet: '取引先',
  columns: {
    code: '取引先コード',
    name: '取引先名',
    reading: 'フリガナ',
    nameEn: '英語名',
    corporateNumber: '法人番号',
    country: '国',
    postalCode: '郵便番号',
    address: '住所',
    industryNote: '業種',
    employees: '従業員数',
    capitalYen: '資本金（円）',
    kind: '種類',
    stage: '段階',
    level: '水準',
    maturity: '成熟度',
    score: '評価点',
    state: '評価の状態',
    answerDue: '回答の期限',
    nextDue: '次の評価',
    connections: '接続',
    units: '使う部門',
    owners: '担当',
    tags: 'タグ',
  },
  kind: { supplier: '仕入先', contractor: '委託先', subsidiary: '子会社', customer: '得意先', other: 'その他' },
  stage: { candidate: '候補', contracted: '契約中', ending: '終了手続き中', archived: '保管' },
  state: {
    none: '',
    draft: '準備中',
    sending: '送信中',
    open: '回答待ち',
    submitted: '確認中',
    returned: '差し戻し',
    confirmed: '確定',
    cancelled: '取り消し',
  },
  connection: { vpn: 'VPN', api: 'API', file_share: 'ファイル共有', edi: 'EDI', cloud_storage: 'クラウド保管' },
  unrated: '未算定',
  provisional: '仮',
  mark: (who, at) => `${who} が ${at} に書き出し`,
  count: (rows) => `${rows.toLocaleString('ja-JP')}社`,
  printed: (at) => `${at} 印刷`,
}

const en: Words = {
  file: 'partners',
  sheet: 'Partners',
  columns: {
    code: 'Partner code',
    name: 'Name',
    reading: 'Reading',
    nameEn: 'English name',
    corporateNumber: 'Corporate number',
    country: 'Country',
    postalCode: 'Postal code',
    address: 'Address',
    industryNote: 'Industry',
    employees: 'Employees',
    capitalYen: 'Capital (yen)',
    kind: 'Kind',
    stage: 'Stage',
    level: 'Level',
    maturity: 'Maturity',
    score: 'Score',
    state: 'Assessment',
    answerDue: 'Answers due',
    nextDue: 'Next evaluation',
    connections: 'Connections',
    units: 'Used by',
    owners: 'In charge',
    tags: 'Tags',
  },
  kind: {
    supplier: 'Supplier',
    contractor: 'Contractor',
    subsidiary: 'Subsidiary',
    customer: 'Customer',
    other: 'Other',
  },
  stage: { candidate: 'Candidate', contracted: 'Contracted', ending: 'Ending', archived: 'Archived' },
  state: {
    none: '',
    draft: 'Draft',
    sending: 'Sending',
    open: 'Awaiting answer',
    submitted: 'In review',
    returned: 'Returned',
    confirmed: 'Confirmed',
    cancelled: 'Cancelled',
  },
  connection: { vpn: 'VPN', api: 'API', file_share: 'File share', edi: 'EDI', cloud_storage: 'Cloud storage' },
  unrated: 'Not rated',
  provisional: 'provisional',
  mark: (who, at) => `Exported by ${who} on ${at}`,
  count: (rows) => `${rows.toLocaleString('en')} partners`,
  printed: (at) => `Printed ${at}`,
}

export const EXPORT_WORDS: Record<Locale, Words> = { ja, en }
