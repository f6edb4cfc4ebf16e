import { FIELD_OF } from '../../domain/intake/planned-facts.ts'
import { fillText, type Locale, type Params } from '../../platform/errors.ts'

type Words = { ja: string; en: string }

/** What a note about a row says; the row and the field are put before it. */
const NOTES: Record<string, Words> = {
  nameMissing: { ja: '取引先名が空です。', en: 'The name is empty.' },
  keyMissing: {
    ja: '取引先名、取引先コード、法人番号のどれもありません。',
    en: 'There is neither a name nor a partner code nor a corporate number.',
  },
  codeTaken: {
    ja: 'この取引先コードは、別の取引先が使っています。',
    en: 'This partner code belongs to another partner.',
  },
  workAdded: { ja: '委託案件「{text}」を加えます。', en: 'Adds the engagement "{text}".' },
  workChanged: { ja: '委託案件「{text}」を直します。', en: 'Changes the engagement "{text}".' },
  periodReversed: {
    ja: '契約の終了日が開始日より前になるため、期間は使いません。',
    en: 'The contract would end before it begins, so the period is not used.',
  },
  leftOut: { ja: '取り込まないことを選びました。', en: 'It was decided to leave this row out.' },
  differsFromRow: {
    ja: '同じ取引先の{row}行目と内容が違うため、この欄は使いません。',
    en: 'Differs from row {row} about the same partner, so this cell is not used.',
  },
  formerName: {
    ja: '以前の名前として登録されています。いまの名前「{text}」のままにします。',
    en: 'This is registered as a former name. The present name "{text}" stays.',
  },
  mergedPartner: {
    ja: '「{text}」にまとめた取引先に当たるため、「{text}」に取り込みます。',
    en: 'This partner was merged into "{text}", which takes what is new in this row.',
  },
  archivedPartner: { ja: 'しまってある取引先に当たります。', en: 'This partner is archived.' },
  unknownKind: {
    ja: '「{text}」がどの種別か分からないため、この欄は使いません。',
    en: 'The kind "{text}" is not known, so this cell is not used.',
  },
  unknownUnit: {
    ja: '部門「{text}」が登録されていないため、この欄は使いません。',
    en: 'There is no unit "{text}", so this cell is not used.',
  },
  contactUnreachable: {
    ja: 'メールも電話もない担当者は登録できないため、この担当者は使いません。',
    en: 'A contact needs a mail address or a phone number, so this one is not used.',
  },
  partnerUnknown: { ja: '登録されている取引先に見つかりません。', en: 'No registered partner fits.' },
  scoreMissing: { ja: '点数がありません。', en: 'There is no score.' },
  dateMissing: { ja: '評価した日がないため、点数は使いません。', en: 'There is no date, so the score is not used.' },
  notRegistered: {
    ja: '支払いがありますが、取引先として登録されていません。',
    en: 'Paid, but not registered as a partner.',
  },
  severalPartners: { ja: '当てはまる取引先が複数あります。', en: 'Several partners fit.' },
  'number.damagedByExponent': {
    ja: '表計算ソフトが「{text}」と略しており、もとの番号が分かりません。列を文字列にして書き出し直してください。',
    en: 'The spreadsheet shortened this to "{text}" and the number is lost. Format the column as text and export again.',
  },
  'number.notDigits': {
    ja: '「{text}」に数字でない文字があります。',
    en: '"{text}" holds something other than digits.',
  },
  'number.wrongLength': { ja: '「{text}」は13桁ではありません。', en: '"{text}" does not have 13 digits.' },
  'number.checkDigit': {
    ja: '「{text}」は検査用の数字（先頭の1桁）が合いません。打ち間違いがないかご確認ください。',
    en: 'The check digit (the first) of "{text}" does not fit. Look for a typing error.',
  },
  tooLong: { ja: '長すぎるため使いません。', en: 'Too long, so it is not used.' },
  notANumber: {
    ja: '「{text}」を数として読めないため使いません。',
    en: '"{text}" is not a number, so it is not used.',
  },
  negative: { ja: '「{text}」は負の数のため使いません。', en: '"{text}" is negative, so it is not used.' },
  notWhole: {
    ja: '「{text}」は整数ではないため使いません。',
    en: '"{text}" is not a whole number, so it is not used.',
  },
  range: { ja: '「{text}」は幅のある値のため使いません。', en: '"{text}" is a range, so it is not used.' },
  outOfRange: { ja: '「{text}」は範囲の外のため使いません。', en: '"{text}" is out of range, so it is not used.' },
  unitUnknown: {
    ja: '「{text}」の単位（円、千円、百万円など）が分からないため使いません。列の割り当てで単位を選んでください。',
    en: 'The unit of "{text}" (yen, thousand, million) is not known. Choose it in the mapping.',
  },
  foreignCurrency: { ja: '「{text}」は円ではないため使いません。', en: '"{text}" is not in yen, so it is not used.' },
  notADate: { ja: '「{text}」を日付として読めないため使いません。', en: '"{text}" is not a date, so it is not used.' },
  noSuchDay: {
    ja: '「{text}」は暦にない日のため使いません。',
    en: 'There is no such day as "{text}", so it is not used.',
  },
  dayMonthOrder: {
    ja: '「{text}」は日と月の順が分からないため使いません。',
    en: 'It is not clear which part of "{text}" is the day, so it is not used.',
  },
  centuryUnknown: {
    ja: '「{text}」は年の上2桁が分からないため使いません。',
    en: 'The century of "{text}" is not clear, so it is not used.',
  },
  unknownCountry: {
    ja: '「{text}」という国名を見つけられないため使いません。',
    en: 'No country "{text}" is known, so it is not used.',
  },
  badEmail: {
    ja: '「{text}」はメールアドレスの形になっていないため使いません。',
    en: '"{text}" is not a mail address, so it is not used.',
  },
  placeholder: { ja: '「{text}」は空欄として扱いました。', en: '"{text}" was taken as empty.' },
  errorValue: {
    ja: '表計算のエラー値「{text}」は空欄として扱いました。',
    en: 'The error value "{text}" was taken as empty.',
  },
  invisibleRemoved: { ja: '目に見えない制御文字を除きました。', en: 'Invisible control characters were removed.' },
  approximate: { ja: '「{text}」はおよその数として読みました。', en: '"{text}" was read as an approximate figure.' },
  fractionDropped: { ja: '「{text}」の端数を切り捨てました。', en: 'The fraction of "{text}" was dropped.' },
  eraOutOfRange: {
    ja: 'その元号にない年ですが、{year}年として読みました。',
    en: 'The era did not last that long; read as {year}.',
  },
  fiscalYear: { ja: '年度として読みました。', en: 'Read as a fiscal year.' },
  monthEnd: { ja: '月末として読みました。', en: 'Read as the end of the month.' },
  timeDropped: { ja: '時刻は使いません。', en: 'The time of day is not used.' },
  serialDate: { ja: '表計算の通し番号を日付として読みました。', en: 'A spreadsheet serial number was read as a date.' },
  contactsSplit: { ja: '{count}人の担当者に分けました。', en: 'Split into {count} contacts.' },
  contactsNotAligned: {
    ja: '名前とメールと電話の数が合いません。組み合わせをご確認ください。',
    en: 'Names, addresses and phones differ in number. Please check how they were paired.',
  },
  honorificRemoved: { ja: '名前から敬称を除きました。', en: 'A form of address was removed from the name.' },
  tagsRepeated: { ja: '同じ語の重なりを除きました。', en: 'Repeated words were removed.' },
  hiddenRow: { ja: '隠された行ですが、読みました。', en: 'This row is hidden; it was read.' },
  hiddenColumn: { ja: '隠された列ですが、読みました。', en: 'This column is hidden; it was read.' },
  repeatedField: {
    ja: '同じ意味に見える列がほかにもあります。使う列は一つです。',
    en: 'Another column seems to mean the same. Only one is used.',
  },
  'sheet.formula': {
    ja: '数式のセルです。保存されていた値を使いました。',
    en: 'A formula: the stored value was used.',
  },
  'sheet.formula_without_value': {
    ja: '数式のセルですが、保存された値がありません。',
    en: 'A formula without a stored value.',
  },
  'sheet.formula_like': { ja: '「=」で始まりますが、文字として読みました。', en: 'Begins with "="; read as text.' },
  'sheet.error_value': { ja: '表計算のエラー値です。', en: 'A spreadsheet error value.' },
  'sheet.exponent': { ja: '表計算ソフトが略した数です。', en: 'A number the spreadsheet shortened.' },
  'sheet.digits_lost': {
    ja: '桁数の多い数で、下の桁が失われている恐れがあります。',
    en: 'A long number: its last digits may be lost.',
  },
  'sheet.impossible_date': {
    ja: '日付の形式ですが、暦にない値です。',
    en: 'Formatted as a date, but no such day exists.',
  },
  'sheet.year_not_shown': { ja: '画面には年が出ていない日付です。', en: 'A date whose year is not shown.' },
  'sheet.shown_scaled': {
    ja: '表示の単位が縮められた数です。保存された値を使いました。',
    en: 'Shown in a larger unit; the stored value was used.',
  },
  'sheet.private_use_character': {
    ja: '外字があります。正しい文字に直してください。',
    en: 'Holds a private-use character. Please replace it.',
  },
  'sheet.replacement_character': {
    ja: '読めなかった文字（�）があります。',
    en: 'Holds a character that could not be read (�).',
  },
}

/** Why a row is asked. */
export const DOUBTS: Record<string, Words> = {
  severalByCode: { ja: '同じ取引先コードの取引先が複数あります。', en: 'Several partners have this code.' },
  severalByNumber: { ja: '同じ法人番号の取引先が複数あります。', en: 'Several partners have this corporate number.' },
  severalByName: { ja: '同じ名前と住所の取引先が複数あります。', en: 'Several partners have this name and address.' },
  codeAndNumberDisagree: {
    ja: '取引先コードと法人番号が、別々の取引先を指しています。',
    en: 'Code and corporate number point to different partners.',
  },
  numberDiffers: {
    ja: '取引先コードは同じですが、法人番号が違います。',
    en: 'The code is the same, the corporate number differs.',
  },
  codeDiffers: {
    ja: '同じ会社に見えますが、取引先コードが違います。',
    en: 'It seems to be the same company, but the code differs.',
  },
  addressDiffers: { ja: '名前は同じですが、住所が違います。', en: 'The name is the same, the address differs.' },
  addressMissing: {
    ja: '名前は同じですが、住所がどちらかにないため決められません。',
    en: 'The name is the same, but one of them has no address.',
  },
  variantLetters: {
    ja: '異体字（髙と高など）だけが違う取引先があります。',
    en: 'A partner differs only in variant letters.',
  },
  severalPartners: { ja: '当てはまる取引先が複数あります。', en: 'Several partners fit.' },
}

/** Names of the fields as people know them. */
export const FIELDS: Record<string, Words> = {
  code: { ja: '取引先コード', en: 'Partner code' },
  name: { ja: '取引先名', en: 'Name' },
  reading: { ja: 'フリガナ', en: 'Reading' },
  englishName: { ja: '英語名', en: 'English name' },
  corporateNumber: { ja: '法人番号', en: 'Corporate number' },
  country: { ja: '国', en: 'Country' },
  postalCode: { ja: '郵便番号', en: 'Postal code' },
  address: { ja: '住所', en: 'Address' },
  industry: { ja: '業種', en: 'Industry' },
  employees: { ja: '従業員数', en: 'Employees' },
  capital: { ja: '資本金', en: 'Capital' },
  kind: { ja: '種別', en: 'Kind' },
  unit: { ja: '部門', en: 'Unit' },
  contactName: { ja: '担当者', en: 'Contact' },
  email: { ja: 'メール', en: 'Mail' },
  phone: { ja: '電話', en: 'Phone' },
  tags: { ja: 'タグ', en: 'Tags' },
  notes: { ja: '備考', en: 'Notes' },
  service: { ja: '委託業務', en: 'Work' },
  fee: { ja: '年間取引額', en: 'Yearly fee' },
  contractStart: { ja: '契約開始日', en: 'Contract start' },
  contractEnd: { ja: '契約終了日', en: 'Contract end' },
  website: { ja: 'ウェブサイト', en: 'Web site' },
  lastScore: { ja: '前回の点数', en: 'Last score' },
  lastAssessed: { ja: '前回の評価日', en: 'Last assessed' },
}

const FACTS: Readonly<Record<string, string>> = { ...FIELD_OF, unitIds: 'unit', contacts: 'contactName' }
const FORMER_NAMES: Words = { ja: '以前の名前', en: 'Former names' }

/** What becomes of columns whose meaning is known but which a ledger does not bring in. */
const NOT_KEPT: Record<string, Words> = {
  rowNumber: { ja: '行の通し番号のため、取り込まれません。', en: 'A running number; not imported.' },
  invoiceNumber: {
    ja: 'インボイスの登録番号のため、取り込まれません。法人番号は別の列からお選びください。',
    en: 'An invoice registration number; not imported. Choose another column for the corporate number.',
  },
  contactRole: { ja: '担当者の役職は取り込まれません。', en: 'Titles of contacts are not imported.' },
  fee: {
    ja: '取引額は、委託業務の列を割り当てたときに、その委託案件の年間取引額として取り込みます。',
    en: 'Amounts spent are imported with a column that names the work, as the yearly fee of that engagement.',
  },
  dataHandled: {
    ja: '預ける情報は取り込まれません。取引先の「委託案件」に登録してください。',
    en: 'Data handled is not imported. Register it with an engagement of the partner.',
  },
  connection: {
    ja: '接続は取り込まれません。取引先の「委託案件」に登録してください。',
    en: 'Connections are not imported. Register them with an engagement of the partner.',
  },
  level: {
    ja: '水準は取り込まれません。三つの質問か委託案件から決まります。',
    en: 'Levels are not imported. They follow from the three questions or from engagements.',
  },
  contractStart: {
    ja: '契約の開始日は、委託業務の列を割り当てたときに、その委託案件の期間として取り込みます。',
    en: 'Contract dates are imported with a column that names the work, as the period of that engagement.',
  },
  contractEnd: {
    ja: '契約の終了日は、委託業務の列を割り当てたときに、その委託案件の期間として取り込みます。',
    en: 'Contract dates are imported with a column that names the work, as the period of that engagement.',
  },
}

/** Why a column whose meaning is known is not taken, in words; nothing when the register keeps such a column. */
export const notKeptInWords = (meaning: string | null, locale: Locale): string | null =>
  meaning === null ? null : (NOT_KEPT[meaning]?.[locale] ?? null)

type Note = { code: string; field: string | null; params: Params }

/** The name of a fact as people know it, from the name of the column that states it. */
export const factInWords = (key: string, locale: Locale): string =>
  nameOfField(FACTS[key] ?? key, locale) ?? FORMER_NAMES[locale]

const nameOfField = (field: string | null, locale: Locale): string | undefined =>
  field === null ? undefined : FIELDS[field]?.[locale]

/** A note in words: 「12行目『法人番号』：…」; row 0 stands for the file as a whole. */
export const noteInWords = (row: number, note: Note, locale: Locale): string => {
  const words = note.code === 'columnNotKept' ? NOT_KEPT[String(note.params.meaning)] : NOTES[note.code]
  const said = words === undefined ? note.code : fillText(words[locale], note.params)
  const field = note.code === 'columnNotKept' ? String(note.params.heading) : nameOfField(note.field, locale)
  if (locale === 'ja') {
    const place = `${row === 0 ? '' : `${row}行目`}${field === undefined ? '' : `『${field}』`}`
    return place === '' ? said : `${place}：${said}`
  }
  const place = [row === 0 ? '' : `Row ${row}`, field === undefined ? '' : `"${field}"`].filter(Boolean).join(', ')
  return place === '' ? said : `${place}: ${said}`
}

/** Why a row is asked, in words. */
export const doubtInWords = (row: number, doubt: string, locale: Locale): string => {
  const said = DOUBTS[doubt]?.[locale] ?? doubt
  return locale === 'ja' ? `${row}行目：${said}` : `Row ${row}: ${said}`
}
