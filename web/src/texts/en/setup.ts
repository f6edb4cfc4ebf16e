import type { setup as source } from '../ja/setup.ts'

export const setup: typeof source = {
  title: 'First-time set-up',
  lead: 'Five steps and you can start. Everything can be changed later in the settings.',
  steps: 'Steps',
  step: {
    organization: 'Organisation',
    administrator: 'Administrator',
    language: 'Language',
    sample: 'Sample company',
    secondFactor: 'Second check',
  },
  organizationName: 'Name of your organisation',
  organizationHelp: 'Shown to partners as the sender of your requests.',
  name: 'Full name',
  email: 'E-mail address',
  password: 'Password',
  passwordHelp: 'At least 12 characters. A few words in a row are long, safe and easy to remember.',
  passwordShort: 'Use at least 12 characters (now {{count}}).',
  emailWrong: 'Check the form of the e-mail address (for example taro@example.jp).',
  languageQuestion: 'Language of the screens',
  languageHelp: 'Each person can choose another language later.',
  sampleQuestion: 'Load a sample company?',
  sampleYes: 'Load it',
  sampleYesHelp:
    '60 fictional partners with fourteen months of history (takes about a minute). Choose it to try things out, apart from your real ledger.',
  sampleNo: 'Start empty',
  sampleNoHelp: 'Begin with nothing and import your own register.',
  finish: 'Start using Kizuna',
  failed: 'The set-up could not be completed',
  linkMissing: 'Please open this page with the set-up link shown at start',
  linkMissingNext: 'The link starts with http and stands in the window where the server was started. It works once.',
}
