export const portal = {
  title: '情報セキュリティの確認',
  skip: '本文へ進む',
  openFromMail: 'お送りしたメールのリンクから、もう一度お開きください',
  openFromMailNext:
    'リンクが見つからないときは、メールの差出人へお気軽にお知らせください。新しいリンクをお送りします。',
  language: '言語',
}
