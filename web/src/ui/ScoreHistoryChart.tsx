import { LineChart } from 'echarts/charts'
import { AriaComponent, GridComponent, MarkAreaComponent } from 'echarts/components'
import { type EChartsCoreOption, init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { formatScore } from '../lib/format-number.ts'
import type { ScoreBand, ScorePoint } from './score-point.ts'
import './picture.css'

use([LineChart, GridComponent, MarkAreaComponent, AriaComponent, SVGRenderer])

type Props = { points: readonly ScorePoint[]; bands: readonly ScoreBand[]; sentence: string }
type Token = (name: string) => string

const full = 10_000
const nearTop = 9_000

const hollow = (token: Token) => ({ color: token('--surface'), borderColor: token('--accent'), borderWidth: 2 })

const line = (points: readonly ScorePoint[], expected: boolean, token: Token) => ({
  type: 'line',
  symbol: 'circle',
  symbolSize: 7,
  lineStyle: { color: token('--accent'), width: 2, type: expected ? 'dashed' : 'solid' },
  itemStyle: expected ? hollow(token) : { color: token('--accent') },
  data: points.map((point, at) => {
    const own = Boolean(point.expected) === expected
    // The dashed line starts at the last confirmed point, whose mark belongs to the solid one.
    const anchor = expected && Boolean(points[at + 1]?.expected)
    if (!own && !anchor) return null
    const last = at === points.length - 1
    return {
      value: point.score / 100,
      symbol: own ? 'circle' : 'none',
      label: {
        show: own && at >= points.length - 3,
        color: token('--ink'),
        fontWeight: last ? 700 : 400,
        // The last figure hangs to the left, off the names of the bands; the first to the right, off the axis.
        ...(last
          ? { position: 'bottom', align: 'right' }
          : { position: point.score > nearTop ? 'bottom' : 'top', ...(at === 0 ? { align: 'left' } : {}) }),
        formatter: formatScore(point.score),
      },
    }
  }),
})

const areas = (bands: readonly ScoreBand[], name: (band: ScoreBand) => string, token: Token) => ({
  type: 'line',
  data: [],
  markArea: {
    silent: true,
    label: { position: 'right', align: 'left', color: token('--ink-2'), fontSize: 12 },
    data: bands.map((band, at) => [
      {
        name: band.from === 0 ? '' : name(band),
        yAxis: band.from / 100,
        itemStyle: { color: token(`--${band.maturity.toLowerCase()}`) },
      },
      { yAxis: (bands[at + 1]?.from ?? full) / 100 },
    ]),
  },
})

const chartOption = (
  points: readonly ScorePoint[],
  bands: readonly ScoreBand[],
  bandName: (band: ScoreBand) => string,
  token: Token,
): EChartsCoreOption => ({
  animation: false,
  textStyle: { fontFamily: token('--family'), fontSize: 12, color: token('--ink-2') },
  grid: { left: 32, right: 72, top: 18, bottom: 24 },
  xAxis: {
    type: 'category',
    boundaryGap: false,
    data: points.map((point) => point.when),
    axisTick: { show: false },
    axisLine: { lineStyle: { color: token('--rule-strong') } },
    axisLabel: { color: token('--ink-2'), hideOverlap: true },
  },
  yAxis: {
    type: 'value',
    min: 0,
    max: 100,
    interval: 50,
    axisLabel: { color: token('--ink-2') },
    splitLine: { lineStyle: { color: token('--rule-soft') } },
  },
  series: [areas(bands, bandName, token), line(points, false, token), line(points, true, token)],
})

export function ScoreHistoryChart({ points, bands, sentence }: Props) {
  const { t } = useTranslation()
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (place.current === null) return
    const styles = getComputedStyle(place.current)
    const token: Token = (name) => styles.getPropertyValue(name).trim()
    const chart = init(place.current, null, { renderer: 'svg' })
    const bandName = (band: ScoreBand) => t('pictures.bandFrom', { code: band.maturity, from: band.from / 100 })
    chart.setOption(chartOption(points, bands, bandName, token))
    const resize = new ResizeObserver(() => chart.resize())
    resize.observe(place.current)
    return () => {
      resize.disconnect()
      chart.dispose()
    }
  }, [points, bands, t])
  return <div ref={place} className="score-history" role="img" aria-label={sentence} />
}
