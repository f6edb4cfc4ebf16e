import type { CanvasElement, Content } from 'pdfmake/interfaces.js'
import { PRINT_COLOURS, type Tag, type TagTone } from './document.ts'

const HEIGHT = 8
const STEP = 4

function colourOf(tone: TagTone): { fill: string; edge: string; text: string } {
  if (tone === 'wait') return { fill: PRINT_COLOURS.wait, edge: PRINT_COLOURS.waitEdge, text: PRINT_COLOURS.waitEdge }
  const colour = PRINT_COLOURS[tone]
  return { fill: colour, edge: colour, text: tone === 'level' ? PRINT_COLOURS.ink : colour }
}

function scaleStep(tag: 'bars' | 'dots' | 'stairs', at: number, of: number): CanvasElement {
  const x = at * STEP * 1.4
  if (tag === 'dots') return { type: 'ellipse', x: x + 2.4, y: HEIGHT / 2, r1: 1.9, lineWidth: 0.6 }
  const height = tag === 'bars' ? HEIGHT : (HEIGHT * (at + 2)) / (of + 1)
  const width = tag === 'bars' ? STEP - 0.4 : STEP * 1.4
  return { type: 'rect', x: x + 0.3, y: HEIGHT - height + 0.3, w: width, h: height - 0.6, lineWidth: 0.6 }
}

function markShape(tag: Exclude<Tag['tag'], 'bars' | 'dots' | 'stairs'>, fill: string, edge: string): CanvasElement {
  const ellipse = { type: 'ellipse', x: 4, y: 4, r1: 3.4, lineColor: edge } as const
  switch (tag) {
    case 'square':
      return { type: 'rect', x: 0.7, y: 0.7, w: 6.6, h: 6.6, color: fill, lineColor: edge, lineWidth: 0.6 }
    case 'triangle': {
      const points = [
        { x: 4, y: 0.5 },
        { x: 7.8, y: 7.5 },
        { x: 0.2, y: 7.5 },
      ]
      return { type: 'polyline', points, closePath: true, color: fill, lineColor: edge, lineWidth: 0.6 }
    }
    case 'check': {
      const points = [
        { x: 0.8, y: 4.2 },
        { x: 3.2, y: 6.8 },
        { x: 7.4, y: 1.2 },
      ]
      return { type: 'polyline', points, lineColor: edge, lineWidth: 1.3 }
    }
    case 'disc':
      return { ...ellipse, color: fill, lineWidth: 0.6 }
    case 'ring':
      return { ...ellipse, lineWidth: 1 }
    case 'dashed-ring':
      return { ...ellipse, lineWidth: 1, dash: { length: 1.6, space: 1.2 } }
  }
}

/** Draws a tag as shape and word, so that it reads on a black and white print. */
export function drawTag(tag: Tag): Content {
  const { fill, edge, text } = colourOf(tag.tone)
  let canvas: CanvasElement[]
  let width = HEIGHT
  if (tag.tag === 'bars' || tag.tag === 'dots' || tag.tag === 'stairs') {
    const { tag: shape, filled, of } = tag
    width = of * STEP * 1.4 + 1
    canvas = Array.from({ length: of }, (_, at) => {
      const step = { ...scaleStep(shape, at, of), lineColor: edge }
      return at < filled ? { ...step, color: fill } : step
    })
  } else {
    canvas = [markShape(tag.tag, fill, edge)]
  }
  return {
    columns: [
      { canvas, width, margin: [0, 1.9, 0, 0] },
      { text: tag.text, width: 'auto', color: text },
    ],
    columnGap: 4,
  }
}
