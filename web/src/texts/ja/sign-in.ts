export const signIn = {
  title: 'サインイン',
  email: 'メールアドレス',
  password: 'パスワード',
  totp: '確認コード',
  totpHelp: '認証アプリに表示されている6桁、または控えておいた予備コードを入力してください。',
  totpTitle: 'もう一つの確認',
  submit: 'サインインする',
  confirm: '確認する',
  otherAccount: '別のアカウントでサインインする',
  failed: 'サインインできませんでした',
  invalid: 'メールアドレスかパスワードが合いません。大文字・小文字をご確認ください。',
  invalidTotp: '確認コードが合いません。新しいコードが表示されてから、もう一度入力してください。',
}
