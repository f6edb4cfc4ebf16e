/** A legal form: its full name, and how else it is written. */
export interface LegalForm {
  readonly full: string
  readonly also?: readonly string[]
}

/** Forms written at either end of a name without a space. Abbreviations in brackets follow the bank transfer and register customs. */
export const JOINED_FORMS: readonly LegalForm[] = [
  { full: '株式会社', also: ['(株)', '株式會社', 'カブシキガイシャ', 'カブシキカイシャ', '(カ)'] },
  { full: '有限会社', also: ['(有)', '有限會社', 'ユウゲンガイシャ', 'ユウゲンカイシャ', '(ユ)'] },
  { full: '合同会社', also: ['(同)', 'ゴウドウガイシャ', 'ゴウドウカイシャ', '(ド)'] },
  { full: '合名会社', also: ['(名)', 'ゴウメイガイシャ', 'ゴウメイカイシャ', '(メ)'] },
  { full: '合資会社', also: ['(資)', 'ゴウシガイシャ', 'ゴウシカイシャ', '(シ)'] },
  { full: '相互会社', also: ['(相)', 'ソウゴガイシャ', 'ソウゴカイシャ', '(ソ)'] },
  { full: '特定目的会社', also: ['トクテイモクテキガイシャ', 'トクテイモクテキカイシャ'] },
  {
    full: '一般社団法人',
    also: ['(一社)', '(社)', '社団法人', 'イッパンシャダンホウジン', 'シャダンホウジン', '(シャ)'],
  },
  {
    full: '一般財団法人',
    also: ['(一財)', '(財)', '財団法人', 'イッパンザイダンホウジン', 'ザイダンホウジン', '(ザイ)'],
  },
  { full: '公益社団法人', also: ['(公社)', 'コウエキシャダンホウジン'] },
  { full: '公益財団法人', also: ['(公財)', 'コウエキザイダンホウジン'] },
  {
    full: '医療法人',
    also: [
      '(医)',
      '医療法人社団',
      '医療法人財団',
      '社会医療法人',
      'イリョウホウジン',
      'イリョウホウジンシャダン',
      'イリョウホウジンザイダン',
      '(イ)',
    ],
  },
  { full: '学校法人', also: ['(学)', 'ガッコウホウジン', '(ガク)'] },
  { full: '社会福祉法人', also: ['(福)', '(社福)', 'シャカイフクシホウジン', '(フク)'] },
  { full: '宗教法人', also: ['(宗)', 'シュウキョウホウジン', '(シュウ)'] },
  {
    full: '特定非営利活動法人',
    also: ['(特非)', 'NPO法人', 'トクテイヒエイリカツドウホウジン', 'エヌピーオーホウジン', '(トクヒ)'],
  },
  {
    full: '独立行政法人',
    also: ['(独)', '地方独立行政法人', 'ドクリツギョウセイホウジン', 'チホウドクリツギョウセイホウジン', '(ドク)'],
  },
  { full: '国立研究開発法人', also: ['コクリツケンキュウカイハツホウジン'] },
  { full: '公立大学法人', also: ['コウリツダイガクホウジン'] },
  {
    full: '国立大学法人',
    also: ['(大)', 'コクリツダイガクホウジン', '(ダイ)'],
  },
  { full: '弁護士法人', also: ['(弁)', 'ベンゴシホウジン', '(ベン)'] },
  { full: '税理士法人', also: ['(税)', 'ゼイリシホウジン', '(ゼイ)'] },
  { full: '司法書士法人', also: ['(司)', 'シホウショシホウジン', '(シホウ)'] },
  { full: '行政書士法人', also: ['(行)', 'ギョウセイショシホウジン', '(ギョ)'] },
  { full: '社会保険労務士法人', also: ['(労)', 'シャカイホケンロウムシホウジン', '(ロウム)'] },
  { full: '監査法人', also: ['(監)', '有限責任監査法人', 'カンサホウジン', 'ユウゲンセキニンカンサホウジン'] },
  { full: '特許業務法人', also: ['トッキョギョウムホウジン'] },
  { full: '農事組合法人', also: ['ノウジクミアイホウジン', '(ノウ)'] },
  { full: '有限責任事業組合', also: ['ユウゲンセキニンジギョウクミアイ'] },
  { full: '投資事業有限責任組合', also: ['トウシジギョウユウゲンセキニンクミアイ'] },
  { full: '協同組合', also: ['(協)', '事業協同組合', 'キョウドウクミアイ', 'ジギョウキョウドウクミアイ'] },
  { full: '企業組合', also: ['(企)', 'キギョウクミアイ'] },
  { full: '農業協同組合', also: ['ノウギョウキョウドウクミアイ'] },
  { full: '漁業協同組合', also: ['ギョギョウキョウドウクミアイ'] },
  { full: '生活協同組合', also: ['セイカツキョウドウクミアイ', '(生協)'] },
  { full: '有限公司', also: ['有限責任公司', '有限责任公司', '股份有限公司', '股份公司'] },
  { full: '주식회사', also: ['(주)'] },
  { full: '유한회사', also: ['(유)', '유한책임회사'] },
]

/** Bank transfer customs: one open bracket only, on the side of the name. */
export const BANK_PREFIXES = new Map([
  ['カ)', '株式会社'],
  ['ユ)', '有限会社'],
  ['ド)', '合同会社'],
  ['メ)', '合名会社'],
  ['シ)', '合資会社'],
  ['ソ)', '相互会社'],
  ['イ)', '医療法人'],
  ['シャ)', '一般社団法人'],
  ['ザイ)', '一般財団法人'],
  ['ガク)', '学校法人'],
  ['フク)', '社会福祉法人'],
])

/** Forms that stand before the name as words of their own. */
export const LEADING_FORMS: readonly LegalForm[] = [
  {
    full: 'công ty tnhh',
    also: ['công ty tnhh mtv', 'cty tnhh', 'cong ty tnhh', 'cong ty tnhh mtv', 'công ty trách nhiệm hữu hạn'],
  },
  { full: 'công ty cổ phần', also: ['công ty cp', 'cty cp', 'ctcp', 'cong ty co phan'] },
  { full: 'pt', also: ['pt.'] },
  { full: 'cv', also: ['cv.'] },
  { full: 'ооо', also: ['оао', 'зао', 'пао', 'ао', 'ooo', 'oao', 'zao', 'pao'] },
  { full: 'kabushiki kaisha', also: ['kabushiki gaisha', 'k.k.'] },
]

/** Forms that stand on both sides at once. */
export const SURROUNDING_FORMS = [{ before: 'บริษัท', after: ['จำกัด (มหาชน)', 'จำกัด(มหาชน)', 'จำกัด'] }] as const

/** Words of Latin script at the end of a name, without dots; several may follow each other (Co., Ltd.; Pte. Ltd.; GmbH & Co. KG). */
export const TRAILING_WORDS: ReadonlySet<string> = new Set(
  (
    'inc incorporated corp corporation co coltd company ltd limited llc llp lp plc gmbh mbh ag kg kgaa ohg ug se sa sab sas sasu sarl sàrl srl spa snc ' +
    'bv nv vof cv ab hb oy oyj asa as aps sl slu sau ltda pte pty sdn bhd berhad tbk jsc pjsc cjsc kk gk yk kft zrt nyrt doo ' +
    'sro spzoo eood ood kaisha kabushiki gaisha goshi yugen godo pvt private'
  ).split(' '),
)
