import type { MapLink, MapNode } from '../ui/connection-layout.ts'
import type { Level, Maturity } from '../ui/levels.ts'
import type { MatrixCell } from '../ui/RiskMatrix.tsx'
import type { Weight } from '../ui/Signal.tsx'
import type { TimelineEntry } from '../ui/Timeline.tsx'

export const now = '2026-11-18T00:12:00Z'
export const zone = 'Asia/Tokyo'

const cell = (impact: 1 | 2 | 3, likelihood: 1 | 2 | 3, level: Level, count: number): MatrixCell => ({
  impact,
  likelihood,
  level,
  count,
})

export const cells: MatrixCell[] = [
  cell(3, 1, 'R2', 58),
  cell(3, 2, 'R3', 41),
  cell(3, 3, 'R4', 12),
  cell(2, 1, 'R1', 214),
  cell(2, 2, 'R2', 187),
  cell(2, 3, 'R3', 63),
  cell(1, 1, 'R0', 402),
  cell(1, 2, 'R1', 231),
  cell(1, 3, 'R2', 76),
]

export const maturityCounts: [Maturity, number][] = [
  ['M5', 2],
  ['M4', 9],
  ['M3', 13],
  ['M2', 11],
  ['M1', 4],
]

export const stateCounts: [string, Weight, string, string, number][] = [
  ['stalled', 'stop', '停滞', 'Stalled', 2],
  ['late', 'wait', '遅れ', 'Late', 5],
  ['awaiting', 'open', '回答待ち', 'Awaiting answer', 11],
  ['draft', 'unknown', '準備中', 'Draft', 4],
  ['done', 'done', '完了', 'Done', 19],
]

export type SampleRow = {
  id: string
  name: string
  meta: string
  level: Level | null
  floor?: boolean
  maturity: Maturity | null
  score: number
  weight: Weight
  due: string
  dueAt: string
}

export const rows: SampleRow[] = [
  ['北浦データサービス株式会社', 'IT運用・東京', 'R4', 'M3', 6250, 'stop', '2026-11-16'],
  ['株式会社あさぎりソフト', '開発・仙台', 'R3', 'M4', 7500, 'open', '2026-11-18'],
  ['入間ヒューマンパートナーズ株式会社', '人材派遣・所沢', 'R3', 'M2', 4700, 'wait', '2026-11-18'],
  ['Lotus Peak Electronics (Vietnam) Co., Ltd.', '子会社・ハノイ', 'R3', 'M2', 3800, 'wait', '2026-11-15'],
  ['白鷺メディカル物流株式会社', '物流・姫路', 'R1', 'M4', 8100, 'done', '2027-02-14'],
  ['有限会社相生精密', '製造・兵庫', null, null, 0, 'unknown', '2026-11-30'],
].map(([name, meta, level, maturity, score, weight, due], at) => ({
  id: String(at),
  name: String(name),
  meta: String(meta),
  level: level as Level | null,
  maturity: maturity as Maturity | null,
  score: Number(score),
  weight: weight as Weight,
  due: String(due),
  dueAt: `${due}T08:00:00Z`,
}))

export const ours: MapNode[] = [
  { id: 'core', name: '基幹ネットワーク', note: '本社データ室' },
  { id: 'orders', name: '受発注API', note: '生産管理' },
  { id: 'files', name: '図面ファイル共有', note: '製品開発部' },
]
export const partner: MapNode = { id: 'p', name: '北浦データサービス', note: 'R4・M3' }
export const beyond: MapNode[] = [
  { id: 'b1', name: 'あさぎりソフト', note: 'R3・監視の再委託' },
  { id: 'b2', name: 'Lotus Peak Electronics (Vietnam) Co., Ltd.', note: '未評価・夜間保守', unrated: true },
]
export const links: MapLink[] = [
  { id: 'l1', from: 'core', to: 'p', label: 'VPN', time: 'always', starts: 'both' },
  { id: 'l2', from: 'orders', to: 'p', label: 'API', time: 'approval', starts: 'from' },
  { id: 'l3', from: 'files', to: 'p', label: '共有 書込あり', time: 'hours', starts: 'from' },
  { id: 'l4', from: 'p', to: 'b1', label: '', time: 'hours', starts: 'from' },
  { id: 'l5', from: 'p', to: 'b2', label: '', time: 'approval', starts: 'from' },
]

export const points = [
  ['25/4', 5200, 'M3'],
  ['25/7', 5900, 'M3'],
  ['25/10', 6200, 'M3'],
  ['26/1', 6700, 'M3'],
  ['26/4', 6700, 'M3'],
  ['26/7', 7170, 'M4'],
  ['26/10', 7500, 'M4'],
].map(([when, score, maturity]) => ({ when: String(when), score: Number(score), maturity: maturity as Maturity }))

export const bands: { maturity: Maturity; from: number }[] = [
  { maturity: 'M1', from: 0 },
  { maturity: 'M2', from: 3000 },
  { maturity: 'M3', from: 5000 },
  { maturity: 'M4', from: 7000 },
  { maturity: 'M5', from: 9000 },
]

export const history: TimelineEntry[] = [
  {
    id: '1',
    at: '2026-11-17',
    when: '11/17（火）',
    kind: 'action',
    weight: 'stop',
    text: '「管理者IDの移行」の節目を過ぎました',
    who: '自動',
    reference: 'AC-0412',
  },
  {
    id: '2',
    at: '2026-11-04',
    when: '11/4（水）',
    kind: 'agreement',
    weight: 'open',
    text: '更新条件の協議。2時間報告の条項を追加提案',
    who: '法務 大槻',
    reference: 'CT-118',
  },
  {
    id: '3',
    at: '2026-10-02',
    when: '10/2（金）',
    kind: 'assessment',
    weight: 'done',
    text: '評価を確定 62.5点（前回 71.0、−8.5）',
    who: '藤野',
    reference: 'AS-207',
  },
]
