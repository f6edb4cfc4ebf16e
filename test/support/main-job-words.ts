/** What the screens of the main job say in each language, and a ledger as a company of that language keeps it. */
export type Words = {
  browser: string
  code: string
  file: string
  ledger: string
  names: readonly string[]
  answerer: { name: string; address: string }
  toRows: RegExp
  problem: string
  importGood: string
  imported: string
  no: string
  reasons: string
  necessity: string
  scope: string
  method: string
  nextMonth: string
  /** The 18th of a month as the calendar names it. */
  the18th: (year: number, month: number) => string
  draft: string
  send: RegExp
  sent: string
  open: string
  codeField: string
  codeDone: string
  start: string
  done: RegExp
  partly: RegExp
  comment: string
  takeOff: RegExp
  next: string
  overview: RegExp
  complete: string
  submit: string
  thanks: string
  accept: string
  decided: RegExp
  goOn: RegExp
  confirm: string
  confirmed: string
  today: string
  result: RegExp
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ')

const ja: Words = {
  browser: 'ja-JP',
  code: 'K-',
  file: '取引先台帳.csv',
  ledger: `取引先コード,取引先名,フリガナ,住所,従業員数,担当者,メール
K-1,北浦データサービス株式会社,キタウラデータサービス,東京都千代田区,640,安西 恵,anzai@kitaura.example
K-2,㈱高﨑プレス工業,タカサキプレスコウギョウ,群馬県高崎市,48,田所 実,tadokoro@takasaki.example
K-3,有限会社相生精密,アイオイセイミツ,兵庫県相生市,18,川口 晶,kawaguchi@aioi.example
K-4,,ナマエナシ,大阪市,5,,
`,
  names: ['有限会社相生精密', '㈱高﨑プレス工業', '北浦データサービス株式会社'],
  answerer: { name: '有限会社相生精密', address: 'kawaguchi@aioi.example' },
  toRows: /この割り当てで内容を見る|内容の確認へ/,
  problem: '5行目『取引先名』：取引先名が空です。',
  importGood: 'よい行だけ取り込む',
  imported: '4行のうち3行を取り込みました',
  no: 'いいえ',
  reasons: '水準と理由',
  necessity: 'お渡ししている図面を守るためです。',
  scope: '当社からお願いしている業務が対象です。',
  method: '画面でお答えください。別の方法でも構いません。',
  nextMonth: '次の月',
  the18th: (year, month) => `${year}年${month}月18日`,
  draft: '下書きにして確かめる',
  send: /3社へ送る/,
  sent: '3件を送りました',
  open: '回答ページを開く',
  codeField: '確認番号（6桁）',
  codeDone: '確認して開く',
  start: '回答を始める',
  done: /^できている/,
  partly: /一部できている/,
  comment: '管理者の分は済みました。残りは来年1月に行います。',
  takeOff: /設定画面\.png を外す/,
  next: '次へ',
  overview: /一覧/,
  complete: 'すべてそろいました',
  submit: '提出する',
  thanks: 'ご提出ありがとうございました',
  accept: 'このまま認める',
  decided: /確認 (\d+) \/ \d+/,
  goOn: /残り\d+問へ進む/,
  confirm: '確定する',
  confirmed: '結果を確定しました',
  today: '確定',
  result: /点/,
}

const en: Words = {
  browser: 'en-GB',
  code: 'E-',
  file: 'partners.csv',
  ledger: `Partner code,Company name,Address,Employees,Contact,E-mail
E-1,Riverside Tools Ltd.,Osaka,48,Ann Brook,brook@riverside.example
E-2,,Kobe,5,,
`,
  names: ['Riverside Tools Ltd.'],
  answerer: { name: 'Riverside Tools Ltd.', address: 'brook@riverside.example' },
  toRows: /Check the rows with this assignment|Go on to the check/,
  problem: 'The name is empty.',
  importGood: 'Import the good rows',
  imported: '1 of 2 rows were imported',
  no: 'No',
  reasons: 'Level and reasons',
  necessity: 'To protect the drawings we hand over.',
  scope: 'The work you do for us.',
  method: 'Please answer on the page. Another way is fine.',
  nextMonth: 'Next month',
  the18th: (year, month) => `18 ${MONTHS[month - 1]} ${year}`,
  draft: 'Draft and check',
  send: /Send to 1 partner/,
  sent: '1 sent',
  open: 'Open the page',
  codeField: 'Code (6 digits)',
  codeDone: 'Confirm and open',
  start: 'Start answering',
  done: /^Done/,
  partly: /^Partly/,
  comment: 'Done for the administrators; the others follow in January.',
  takeOff: /設定画面\.png/,
  next: 'Next',
  overview: /overview/i,
  complete: 'Everything is there',
  submit: 'Submit',
  thanks: 'Thank you for your answers',
  accept: 'Accept as it is',
  decided: /Reviewed (\d+) \/ \d+/,
  goOn: /Go to the \d+ left/,
  confirm: 'Confirm',
  confirmed: 'The result is confirmed',
  today: 'Confirmed',
  result: /Score: \d/,
}

export const WORDS = { ja, en }
export type JobLanguage = keyof typeof WORDS
