import type { signIn as source } from '../ja/sign-in.ts'

export const signIn: typeof source = {
  title: 'Sign in',
  email: 'E-mail address',
  password: 'Password',
  showPassword: 'Show or hide the password',
  totp: 'Verification code',
  totpHelp: 'Enter the six digits from your authenticator app, or one of your recovery codes.',
  totpTitle: 'One more check',
  submit: 'Sign in',
  confirm: 'Confirm',
  otherAccount: 'Use another account',
  failed: 'Could not sign you in',
  invalid: 'The e-mail address or password does not match. Check upper and lower case.',
  invalidTotp: 'The code does not match. Wait for a new code and enter it again.',
}
