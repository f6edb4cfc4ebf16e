const KNOWN = [
  'no_mail_server',
  'retry',
  'turn',
  'refused',
  'gave_up',
  'text_unreadable',
  'recipient_unknown',
  'recipient_revoked',
  'partner_archived',
  'address_missing',
  'cancelled_by_person',
] as const

/** The key of the words for why a mail waits or was not delivered; `fallback` where the code says nothing to a person. */
export const failureKey = <F extends 'other' | 'unstated'>(code: string | null, fallback: F) =>
  `sending.why.${KNOWN.find((each) => each === code) ?? fallback}` as const
