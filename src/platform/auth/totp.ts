import { generateSecret, generateURI, verifySync } from 'otplib'
import type { Instant } from '../../domain/time.ts'

export const newTotpSecret = (): string => generateSecret()

export const totpUri = (issuer: string, label: string, secret: string): string => generateURI({ issuer, label, secret })

/** Checks a six-digit code within one step of 30 s and gives its step; a code at or before the last used step is refused. */
export const totpStep = (secret: string, code: string, now: Instant, lastStep: number | null): number | null => {
  if (!/^\d{6}$/.test(code)) return null
  const epoch = Math.floor(Date.parse(now) / 1000)
  const result = verifySync({ secret, token: code, epoch, epochTolerance: 30 })
  if (!result.valid) return null
  const step = Math.floor(epoch / 30) + ('delta' in result ? result.delta : 0)
  return lastStep !== null && step <= lastStep ? null : step
}
