/** "from" gives work on to "to". */
export type SubContract = { readonly from: string; readonly to: string }

/** A partner below another with its shortest distance: 1 for a direct sub-contractor. */
export type TierPosition = { readonly partner: string; readonly tier: number }

function followersOf(edges: readonly SubContract[]): ReadonlyMap<string, readonly string[]> {
  const followers = new Map<string, string[]>()
  for (const { from, to } of edges) {
    const known = followers.get(from)
    if (known === undefined) followers.set(from, [to])
    else known.push(to)
  }
  return followers
}

/** All partners below one, nearest first, each once with its tier; also ends on data that contains a circle. */
export function subContractorsBelow(edges: readonly SubContract[], root: string): readonly TierPosition[] {
  const followers = followersOf(edges)
  const found = new Map<string, number>([[root, 0]])
  for (const [partner, tier] of found) {
    for (const next of followers.get(partner) ?? []) if (!found.has(next)) found.set(next, tier + 1)
  }
  found.delete(root)
  return [...found].map(([partner, tier]) => ({ partner, tier }))
}

/** True when giving work from one partner to another would close a circle. */
export function wouldLoop(edges: readonly SubContract[], from: string, to: string): boolean {
  return from === to || subContractorsBelow(edges, to).some(({ partner }) => partner === from)
}
