/** Colours of the printed page; shape and word carry the meaning, colour only supports them. */
export const PRINT_COLOURS = {
  ink: '#17222C',
  secondary: '#465461',
  ruleStrong: '#7F8C98',
  rule: '#D5DCE2',
  sunken: '#EBEFF2',
  accent: '#165083',
  stop: '#B3211B',
  wait: '#E8A200',
  waitEdge: '#855400',
  go: '#0B6E53',
  level: '#5F3480',
} as const

export type TagTone = 'ink' | 'accent' | 'stop' | 'wait' | 'go' | 'level'

/** A word with its shape: a scale of filled steps, or one of the marks of a state. */
export type Tag =
  | {
      readonly tag: 'bars' | 'dots' | 'stairs'
      readonly filled: number
      readonly of: number
      readonly text: string
      readonly tone: TagTone
    }
  | {
      readonly tag: 'square' | 'triangle' | 'disc' | 'check' | 'ring' | 'dashed-ring'
      readonly text: string
      readonly tone: TagTone
    }

export type PrintValue = string | Tag

type PrintColumn = {
  readonly header: string
  /** Width in points, or what the content needs, or an equal part of the rest. */
  readonly width: number | 'auto' | '*'
  readonly align?: 'left' | 'right'
}

export type PrintBlock =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string; readonly quiet?: boolean }
  | { readonly kind: 'facts'; readonly items: readonly { readonly label: string; readonly value: PrintValue }[] }
  | {
      readonly kind: 'table'
      readonly columns: readonly PrintColumn[]
      readonly rows: readonly (readonly PrintValue[])[]
    }
  /** A QR code of an address, with words beside it for those who cannot scan. */
  | { readonly kind: 'qr'; readonly content: string; readonly beside: readonly string[] }
  | { readonly kind: 'page-break' }

/** A document as the caller describes it; all its words are in the reader's language already. */
export type PrintDocument = {
  readonly language: string
  readonly title: string
  readonly orientation: 'portrait' | 'landscape'
  /** Stands at the top of every page, such as the classification or the word for a drill. */
  readonly header: { readonly left: string; readonly right: string }
  /** Stands at the foot of every page beside the page number; the printing time is already in words. */
  readonly footer: { readonly left: string; readonly printedAt: string }
  readonly createdAt: Date
  readonly blocks: readonly PrintBlock[]
}
