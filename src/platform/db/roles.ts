import { createHmac } from 'node:crypto'

/** The database roles: one migrates, four serve; none is a member of another. */
export const RUNTIME_ROLES = ['app', 'portal', 'guest', 'clock'] as const
export type RuntimeRole = (typeof RUNTIME_ROLES)[number]
export const OWNER = 'kizuna_owner'
export const roleName = (role: RuntimeRole): string => `kizuna_${role}`
export const ALL_ROLE_NAMES = [OWNER, ...RUNTIME_ROLES.map(roleName)]

export const rolePassword = (secret: string, name: string): string =>
  createHmac('sha256', secret).update(`kizuna.role.${name}`).digest('hex')
