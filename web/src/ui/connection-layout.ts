export type MapNode = { id: string; name: string; note: string; unrated?: boolean }
export type MapLink = {
  id: string
  from: string
  to: string
  label: string
  time: 'always' | 'hours' | 'approval'
  starts: 'from' | 'to' | 'both'
}

export type PlacedNode = MapNode & { x: number; y: number; width: number; height: number; centre: boolean }
export type PlacedLink = MapLink & {
  path: string
  labelX: number
  labelY: number
  arrowStart: boolean
  arrowEnd: boolean
}

export const mapWidth = 600
const box = { width: 136, height: 42 }
const columns = [1, 232, 462] as const
const pitch = 62
const top = 26
const radius = 8

const column = (nodes: readonly MapNode[], x: number, rows: number): PlacedNode[] => {
  const offset = ((rows - nodes.length) * pitch) / 2
  return nodes.map((node, at) => ({ ...node, ...box, x, y: top + offset + at * pitch, centre: false }))
}

/** A line that leaves and arrives level, turning twice with rounded corners half-way. */
const elbow = (x1: number, y1: number, x2: number, y2: number, turn: number): string => {
  if (Math.abs(y2 - y1) < 2) return `M${x1} ${y1}H${x2}`
  const down = y2 > y1 ? 1 : -1
  const r = Math.min(radius, Math.abs(y2 - y1) / 2)
  return `M${x1} ${y1}H${turn - r}Q${turn} ${y1} ${turn} ${y1 + down * r}V${y2 - down * r}Q${turn} ${y2} ${turn + r} ${y2}H${x2}`
}

/** Places our systems at the left, the partner in the middle, its sub-contractors at the right, and the lines between them. */
export const layConnections = (
  ours: readonly MapNode[],
  partner: MapNode,
  beyond: readonly MapNode[],
  links: readonly MapLink[],
) => {
  const rows = Math.max(1, ours.length, beyond.length)
  const height = top + rows * pitch
  const arriving = Math.max(
    links.filter((link) => link.to === partner.id).length,
    links.filter((link) => link.from === partner.id).length,
  )
  const centreHeight = Math.max(box.height, arriving * 12 + 10)
  const middle = top + (rows * pitch - (pitch - box.height)) / 2
  const centre: PlacedNode = {
    ...partner,
    x: columns[1],
    y: middle - centreHeight / 2,
    width: box.width,
    height: centreHeight,
    centre: true,
  }
  const nodes = [...column(ours, columns[0], rows), centre, ...column(beyond, columns[2], rows)]
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const port = (side: readonly MapLink[], link: MapLink) =>
    middle + (side.indexOf(link) - (side.length - 1) / 2) * Math.min(12, (centreHeight - 10) / Math.max(1, side.length))

  const placed = links.flatMap((link): PlacedLink[] => {
    const from = byId.get(link.from)
    const to = byId.get(link.to)
    if (from === undefined || to === undefined) return []
    const leftSide = links.filter((each) => each.to === partner.id)
    const rightSide = links.filter((each) => each.from === partner.id)
    const y1 = from.centre ? port(rightSide, link) : from.y + from.height / 2
    const y2 = to.centre ? port(leftSide, link) : to.y + to.height / 2
    const x1 = from.x + from.width + 1
    const x2 = to.x - 1
    const labelAtStart = !from.centre
    return [
      {
        ...link,
        path: elbow(x1, y1, x2, y2, from.centre ? (x1 + x2) / 2 : x2 - 22),
        labelX: labelAtStart ? x1 + 8 : x2 - 8,
        labelY: (labelAtStart ? y1 : y2) - 6,
        arrowStart: link.starts !== 'from',
        arrowEnd: link.starts !== 'to',
      },
    ]
  })
  return { nodes, links: placed, height }
}

const unitsOf = (character: string) => (/[ -\u00ff\uff61-\uff9f]/.test(character) ? 1 : 2)

/** Cuts a name to a width counted in half-width characters; the whole name stays in the title and the table. */
export const cutName = (name: string, units: number): string => {
  let used = 0
  for (const [at, character] of [...name].entries()) {
    used += unitsOf(character)
    if (used > units) return `${[...name].slice(0, Math.max(0, at - 1)).join('')}…`
  }
  return name
}
