import type { ReadCtx, WriteCtx } from '../../platform/context.ts'
import {
  lockCurrent,
  noteLevels,
  type PartnerRating,
  type RatedRow,
  readRatedRows,
  writeRatings,
} from './rating.store.ts'

export type { PartnerRating, RatedRow }

/** Where partners stand and what their level is made of, without locking them. */
export const standingOf = (ctx: ReadCtx, ids: readonly string[]): Promise<RatedRow[]> =>
  readRatedRows(ctx.db, ctx.actor.tenant, ids)

/** Holds partners for rating until the transaction ends, so that two ratings of one partner follow each other. */
export const holdForRating = async (ctx: WriteCtx, ids: readonly string[]): Promise<RatedRow[]> => {
  if (ids.length === 0) return []
  await lockCurrent(ctx.db, ctx.actor.tenant, ids)
  return readRatedRows(ctx.db, ctx.actor.tenant, ids)
}

const shown = (level: number | null): string => (level === null ? '-' : `R${level}`)

const same = (a: PartnerRating, b: PartnerRating): boolean =>
  a.levelComputed === b.levelComputed &&
  a.levelEffective === b.levelEffective &&
  a.provisional === b.provisional &&
  a.impact === b.impact &&
  a.likelihood === b.likelihood &&
  a.overrideId === b.overrideId &&
  a.connectionBits === b.connectionBits

export type LevelMove = { partnerId: string; from: string; to: string }

/**
 * Writes what lists show of the partners' levels and notes each changed level in the partner's history.
 * Nothing is written for a partner whose rating is the same; gives the partners whose level in force changed.
 */
export const setRatings = async (
  ctx: WriteCtx,
  held: readonly RatedRow[],
  ratings: readonly PartnerRating[],
): Promise<LevelMove[]> => {
  const before = new Map(held.map((row) => [row.id, row]))
  const changed = ratings.filter((rating) => {
    const row = before.get(rating.id)
    return row !== undefined && !same(row, rating)
  })
  if (changed.length === 0) return []
  await writeRatings(ctx.db, ctx.actor.tenant, changed)
  const moves = changed.flatMap((rating) => {
    const row = before.get(rating.id)
    if (row === undefined || row.levelEffective === rating.levelEffective) return []
    return [{ partnerId: rating.id, from: shown(row.levelEffective), to: shown(rating.levelEffective) }]
  })
  await noteLevels(
    ctx.db,
    ctx.actor.tenant,
    moves.map((move) => ({ ...move, id: ctx.newId() })),
    ctx.actor.memberId,
    ctx.now,
  )
  return moves
}
