import type { Field } from './fields.ts'

/** Headings seen in Japanese and English ledgers for each field; a heading equal to one of them is certain. */
export const SYNONYMS: Readonly<Record<Field, readonly string[]>> = {
  rowNumber: ['no № # 番号 項番 連番 通番 行番号 row line'].flatMap(words),
  code: [
    'コード 取引先コード 取引先番号 取引先id 仕入先コード 仕入先番号 支払先コード 委託先コード 業者コード',
    '業者番号 会社コード 企業コード ベンダーコード ベンダーid 管理番号 管理コード 顧客コード',
    'ＥＤＩＮＥＴコード code id ref refid referenceid partnercode partnerid vendorcode vendorid vendorno',
    'suppliercode supplierid supplierno companycode',
  ].flatMap(words),
  name: [
    '名称 名前 取引先 取引先名 取引先名称 会社名 会社名称 企業名 企業名称 社名 商号 商号又は名称',
    '商号または名称 法人名 事業者名 仕入先 仕入先名 支払先 支払先名 委託先 委託先名 業者名 ベンダー名',
    'ベンダー 提出者名 受取人名 名称商号 name partner partnername company companyname vendor vendorname',
    'supplier suppliername entityname legalname thirdparty organization organisation payee',
  ].flatMap(words),
  reading: [
    'フリガナ ふりがな カナ カナ名 カナ名称 ヨミ よみがな 読み 読み仮名 読み方 取引先名カナ 会社名カナ',
    '会社名フリガナ 提出者名ヨミ 商号フリガナ reading kana namekana phonetic furigana',
  ].flatMap(words),
  englishName: [
    '英字 英語名 英文名 英字名 英文名称 英文社名 英語表記 提出者名英字 会社名英字 会社名英語 englishname',
    'nameenglish nameinenglish nameen',
  ].flatMap(words),
  corporateNumber: [
    '法人番号 提出者法人番号 国税庁法人番号 13桁法人番号 法人マイナンバー corporatenumber houjinbangou',
    'hojinbango jcn corporateid',
  ].flatMap(words),
  invoiceNumber: [
    '登録番号 適格請求書発行事業者登録番号 インボイス番号 インボイス登録番号 t番号 invoicenumber',
    'invoiceregistrationnumber qualifiedinvoiceissuernumber',
  ].flatMap(words),
  country: [
    '国 国名 国コード 国地域 国・地域 所在国 本社所在国 country countrycode countryregion countryorregion',
  ].flatMap(words),
  postalCode: ['郵便番号 〒 postalcode zip zipcode postcode'].flatMap(words),
  address: [
    '住所 所在地 本社所在地 本店所在地 会社住所 本社住所 取引先住所 address headoffice hqaddress location',
  ].flatMap(words),
  industry: ['業種 提出者業種 業種名 業態 産業分類 業種分類 industry sector industrysector'].flatMap(words),
  employees: [
    '従業員数 従業員 社員数 人数 人員 従業員規模 常用従業員数 従業者数 employees employeecount',
    'numberofemployees headcount staff',
  ].flatMap(words),
  capital: ['資本金 資本金額 資本金の額 出資金 capital capitalstock paidincapital'].flatMap(words),
  kind: ['種別 区分 取引先区分 取引先種別 取引区分 委託先区分 kind type partnertype vendortype category'].flatMap(
    words,
  ),
  unit: [
    '部署 担当部署 所管部署 所管部門 主管部署 主管部門 部門 管理部署 自社担当部署 利用部署 発注部署',
    '事業部 department unit businessunit owningdepartment division',
  ].flatMap(words),
  contactName: [
    '担当者 担当者名 担当者氏名 先方担当者 先方担当者名 取引先担当者 取引先担当者名 窓口 窓口担当者',
    '連絡先担当者 連絡先氏名 氏名 ご担当者 ご担当者名 責任者 責任者名 contact contactname contactperson',
    'personincharge',
  ].flatMap(words),
  contactRole: ['役職 担当者役職 肩書 肩書き role jobtitle position contactrole'].flatMap(words),
  email: [
    'メール メールアドレス eメール mail email emailaddress mailaddress 担当者メール 担当者メールアドレス',
    '連絡先メール 連絡先メールアドレス contactemail',
  ].flatMap(words),
  phone: [
    '電話 電話番号 tel 連絡先電話番号 担当者電話番号 代表電話 代表電話番号 連絡先tel phone phonenumber',
    'telephone contactphone',
  ].flatMap(words),
  tags: ['タグ ラベル 分類タグ キーワード tags tag labels'].flatMap(words),
  notes: ['備考 備考欄 メモ 摘要 特記事項 コメント 説明 notes note remarks memo comment comments description'].flatMap(
    words,
  ),
  service: [
    '委託業務 委託内容 業務内容 委託業務内容 取引内容 業務委託内容 サービス サービス内容 案件名 契約内容',
    'service services scopeofwork',
  ].flatMap(words),
  fee: [
    '年間取引額 年間取引金額 取引額 取引金額 年間委託額 年間委託費 委託料 委託金額 契約金額 支払金額',
    '支払額 年間支払額 発注金額 年間発注額 fee annualfee yearlyfee annualspend spend annualexpense amount',
    'contractvalue',
  ].flatMap(words),
  dataHandled: [
    '取扱データ 取扱情報 取扱い情報 取り扱い情報 預託情報 預託データ 提供情報 情報区分 個人情報',
    '個人情報の有無 個人情報取扱 個人情報の取扱い 機密情報 datahandled dataclass dataclassification',
    'personaldata datatypes',
  ].flatMap(words),
  connection: [
    '接続 接続方法 接続方式 接続種別 接続形態 ネットワーク接続 システム接続 システム連携 社内接続',
    'connection connectiontype connectionkind networkaccess access',
  ].flatMap(words),
  lastScore: [
    '点数 評価点 前回点数 前回評価点 前回スコア 昨年度点数 昨年度評価点 スコア 評価結果 前回評価結果',
    'score lastscore previousscore rating',
  ].flatMap(words),
  lastAssessed: [
    '評価日 前回評価日 最終評価日 前回実施日 最終実施日 前回調査日 実施日 評価年月 評価年度 最終確認日',
    '直近評価日 lastassessed lastassessment lastassessmentdate lastreviewed lastreviewdate assessmentdate',
  ].flatMap(words),
  level: ['リスクレベル リスクランク リスク区分 重要度 ランク リスク評価 risklevel risk tier criticality'].flatMap(
    words,
  ),
  contractStart: ['契約開始日 取引開始日 契約日 開始日 取引開始年月 startdate contractstart contractstartdate'].flatMap(
    words,
  ),
  contractEnd: ['契約終了日 契約満了日 終了日 契約期限 enddate contractend contractenddate'].flatMap(words),
  website: ['ホームページ url webサイト hp website homepage'].flatMap(words),
}

/** Headings that contain a known word and mean something else. */
export const OTHER_HEADINGS: readonly string[] = [
  '証券コード 業種コード 部署コード 部門コード 銀行コード 支店コード 金融機関コード 郵便コード',
  '勘定科目コード 通貨コード 口座番号 契約番号 都道府県コード',
].flatMap(words)

function words(line: string): string[] {
  return line.split(' ')
}
