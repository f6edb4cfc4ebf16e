const PLACES: readonly [string, string][] = [
  ['東京', 'とうきょう'],
  ['大阪', 'おおさか'],
  ['名古屋', 'なごや'],
  ['北陸', 'ほくりく'],
  ['九州', 'きゅうしゅう'],
  ['日本', 'にほん'],
  ['関東', 'かんとう'],
  ['瀬戸内', 'せとうち'],
]
const SYLLABLES: readonly [string, string][] = [
  ['青', 'あお'],
  ['山', 'やま'],
  ['川', 'かわ'],
  ['田', 'た'],
  ['木', 'き'],
  ['嶋', 'しま'],
  ['藤', 'ふじ'],
  ['松', 'まつ'],
  ['原', 'はら'],
  ['谷', 'たに'],
  ['芝', 'しば'],
  ['東', 'ひがし'],
  ['北', 'きた'],
  ['葉', 'は'],
  ['沢', 'ざわ'],
  ['宮', 'みや'],
  ['石', 'いし'],
  ['橋', 'はし'],
  ['岡', 'おか'],
  ['浦', 'うら'],
  ['森', 'もり'],
  ['林', 'ばやし'],
  ['高', 'たか'],
  ['金', 'かね'],
]
const TRADES: readonly [string, string][] = [
  ['電機', 'でんき'],
  ['精工', 'せいこう'],
  ['運輸', 'うんゆ'],
  ['印刷', 'いんさつ'],
  ['情報システム', 'じょうほうしすてむ'],
  ['化学工業', 'かがくこうぎょう'],
  ['建設', 'けんせつ'],
  ['食品', 'しょくひん'],
  ['テクノサービス', 'てくのさーびす'],
  ['金属', 'きんぞく'],
  ['物産', 'ぶっさん'],
  ['警備保障', 'けいびほしょう'],
]

/** A stream of numbers that is the same in every run. */
export const seeded = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const pick = <T>(from: readonly T[], random: () => number): T => {
  const found = from[Math.floor(random() * from.length)]
  if (found === undefined) throw new Error('nothing to pick from')
  return found
}

/** A company that does not exist, made from syllables, with the reading that goes with it. */
export const companyName = (random: () => number): { name: string; reading: string } => {
  const parts: (readonly [string, string])[] = []
  if (random() < 0.3) parts.push(pick(PLACES, random))
  parts.push(pick(SYLLABLES, random), pick(SYLLABLES, random))
  if (random() < 0.3) parts.push(pick(SYLLABLES, random))
  parts.push(pick(TRADES, random))
  const name = parts.map(([written]) => written).join('')
  const reading = parts.map(([, read]) => read).join('')
  const form = random()
  if (form < 0.55) return { name: `株式会社${name}`, reading }
  if (form < 0.85) return { name: `${name}株式会社`, reading }
  return { name: `有限会社${name}`, reading }
}
