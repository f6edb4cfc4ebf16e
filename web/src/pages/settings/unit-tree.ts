export type UnitNode<U> = { unit: U; depth: number }

/** Units in reading order, each below the one it belongs to; `depth` 0 is the top. */
export const unitTree = <U extends { id: string; parentId: string | null }>(units: readonly U[]): UnitNode<U>[] => {
  const below = (parentId: string | null, depth: number): UnitNode<U>[] =>
    units
      .filter((unit) => unit.parentId === parentId)
      .flatMap((unit) => [{ unit, depth }, ...below(unit.id, depth + 1)])
  return below(null, 0)
}
