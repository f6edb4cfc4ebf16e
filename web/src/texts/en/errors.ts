import type { errors as source } from '../ja/errors.ts'

export const errors: typeof source = {
  load: 'This page could not be loaded',
  act: 'The action could not be completed',
  nothingLost: 'Nothing that was stored has changed.',
  inputKept: 'Your entries are still on this page.',
  network: 'The server could not be reached. Check the connection and try again.',
  signInAgain: 'Your session has ended. Please sign in again.',
  noRight: 'You do not have the right to do this. Please ask an administrator.',
  notFound: 'Not found. It may have been removed, or the number may be wrong.',
  conflict: 'Someone else changed this first. Load the latest version and try again.',
  tooMany: 'Too many attempts in a short time. Please wait a little and try again.',
  server: 'The server had a problem. If it continues, give the reference to your administrator.',
  pageMissing: 'There is no page at this address',
}
