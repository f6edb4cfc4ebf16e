import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { cutName, layConnections, type MapLink, type MapNode, mapWidth } from './connection-layout.ts'
import { PictureTable } from './PictureTable.tsx'
import './picture.css'

type Props = { ours: readonly MapNode[]; partner: MapNode; beyond: readonly MapNode[]; links: readonly MapLink[] }

const times = ['always', 'hours', 'approval'] as const

/** Who is connected to whom, when, and who starts; above 40 nodes another picture takes over. */
export function ConnectionMap({ ours, partner, beyond, links }: Props) {
  const { t } = useTranslation()
  const names = new Map([...ours, partner, ...beyond].map((node) => [node.id, node.name]))
  const nameOf = (id: string) => names.get(id) ?? id
  const sentence = t('pictures.connectionsSentence', {
    partner: partner.name,
    links: links.filter((link) => link.to === partner.id).length,
    beyond: beyond.length,
  })
  const starts = (link: MapLink) =>
    link.starts === 'both' ? t('pictures.both') : nameOf(link.starts === 'from' ? link.from : link.to)
  return (
    <PictureTable
      title={t('pictures.connections')}
      sentence={sentence}
      phone="table"
      headers={[t('pictures.from'), t('pictures.to'), t('pictures.kind'), t('pictures.time'), t('pictures.starts')]}
      rows={links.map((link) => [
        nameOf(link.from),
        nameOf(link.to),
        link.label,
        t(`pictures.${link.time}`),
        starts(link),
      ])}
      picture={
        <>
          <Picture ours={ours} partner={partner} beyond={beyond} links={links} sentence={sentence} />
          <Legend />
        </>
      }
    />
  )
}

function Picture({ ours, partner, beyond, links, sentence }: Props & { sentence: string }) {
  const { t } = useTranslation()
  const arrow = useId()
  const map = layConnections(ours, partner, beyond, links)
  const titles = [t('pictures.ours'), t('pictures.partner'), t('pictures.beyond')]
  return (
    <svg className="connection-map" viewBox={`0 0 ${mapWidth} ${map.height}`} role="img" aria-label={sentence}>
      <defs>
        <marker
          id={arrow}
          viewBox="0 0 8 8"
          refX="7.5"
          refY="4"
          markerWidth="8"
          markerHeight="8"
          markerUnits="userSpaceOnUse"
          orient="auto-start-reverse"
        >
          <path className="arrow" d="M0 0 8 4 0 8Z" />
        </marker>
      </defs>
      {titles.map((title, at) => (
        <text key={title} className="column-title" x={[1, 232, 462][at]} y="12">
          {title}
        </text>
      ))}
      {map.links.map((link) => (
        <g key={link.id}>
          <path
            className={`link ${link.time}`}
            d={link.path}
            {...(link.arrowStart ? { markerStart: `url(#${arrow})` } : {})}
            {...(link.arrowEnd ? { markerEnd: `url(#${arrow})` } : {})}
          />
          <text
            className="link-label"
            x={link.labelX}
            y={link.labelY}
            textAnchor={link.from === partner.id ? 'end' : 'start'}
          >
            {cutName(link.label, link.from === partner.id ? 6 : 13)}
          </text>
        </g>
      ))}
      {map.nodes.map((node) => (
        <g key={node.id}>
          <title>{node.name}</title>
          <rect
            className={`node ${node.centre ? 'centre' : ''} ${node.unrated ? 'unrated' : ''}`}
            x={node.x}
            y={node.y}
            width={node.width}
            height={node.height}
            rx="3"
          />
          <text x={node.x + 10} y={node.y + node.height / 2 - 3} fontWeight="500">
            {cutName(node.name, 19)}
          </text>
          <text className="node-note" x={node.x + 10} y={node.y + node.height / 2 + 13}>
            {cutName(node.note, 21)}
          </text>
        </g>
      ))}
    </svg>
  )
}

function Legend() {
  const { t } = useTranslation()
  return (
    <ul className="map-legend">
      {times.map((time) => (
        <li key={time}>
          <svg className="connection-map" width="24" height="6" viewBox="0 0 24 6" aria-hidden="true">
            <path className={`link ${time}`} d="M0 3H24" />
          </svg>
          {t(`pictures.${time}`)}
        </li>
      ))}
      <li>{t('pictures.arrow')}</li>
    </ul>
  )
}
