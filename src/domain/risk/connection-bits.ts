/** Kinds of connection between a partner and us (domain.md §8), in the order of their bits. */
export const CONNECTION_KINDS = ['vpn', 'api', 'file_share', 'edi', 'cloud_storage'] as const
export type ConnectionKind = (typeof CONNECTION_KINDS)[number]

/** Packs kinds of connection into one number, one bit a kind. */
export const connectionBits = (kinds: readonly ConnectionKind[]): number =>
  CONNECTION_KINDS.reduce((bits, kind, at) => (kinds.includes(kind) ? bits | (1 << at) : bits), 0)

/** Lists the kinds of connection packed into a number. */
export const connectionKindsOf = (bits: number): ConnectionKind[] =>
  CONNECTION_KINDS.filter((_, at) => (bits & (1 << at)) !== 0)
