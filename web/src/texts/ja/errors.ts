/** What failed is said by the page; these say what is safe and what to do next. */
export const errors = {
  load: 'この画面を読み込めませんでした',
  act: '操作を終えられませんでした',
  nothingLost: '登録済みの内容に変わりはありません。',
  inputKept: '入力した内容は画面に残っています。',
  network: 'サーバーに届きませんでした。接続を確かめて、もう一度お試しください。',
  signInAgain: 'サインインの期限が切れました。もう一度サインインしてください。',
  noRight: 'この操作の権限がありません。管理者にご相談ください。',
  notFound: '見つかりません。削除されたか、番号が違っている可能性があります。',
  conflict: 'ほかの人が先に変更しました。最新の内容を読み込んでから、もう一度お試しください。',
  tooMany: '短い時間に操作が続きました。少し待ってからお試しください。',
  server: 'サーバーで問題が起きました。続くときは、照会番号を添えて管理者にお知らせください。',
  pageMissing: 'このアドレスの画面はありません',
}
