import type { portal as source } from '../ja/portal.ts'

export const portal: typeof source = {
  title: 'Information security check',
  skip: 'Skip to content',
  openFromMail: 'Please open this page again with the link in our mail',
  openFromMailNext:
    'If you cannot find the link, just tell the sender of the mail. They will gladly send you a new one.',
  language: 'Language',
}
