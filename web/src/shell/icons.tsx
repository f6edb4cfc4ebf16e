const shapes = {
  today:
    'M10 6.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7ZM10 1.5v2M10 16.5v2M1.5 10h2M16.5 10h2M4 4l1.4 1.4M14.6 14.6 16 16M16 4l-1.4 1.4M5.4 14.6 4 16',
  partners: 'M3 18h14M4.5 18V6.5L10 3v15M10 7.5h5.5V18M7 8v1M7 11.5v1M7 15v.5M12.7 10.5v1M12.7 14v1',
  assessments: 'M5 4h10v14H5zM8 2.5h4v3H8zM7.5 11.5l2 2 3.5-4',
  agreements: 'M5 2.5h6.5L15.5 6.5V17.5H5zM11.5 2.5v4h4M7.5 10h5.5M7.5 13.5h5.5',
  audits: 'M3 4.5h14M3 9h5M3 13.5h4M12.5 9a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7ZM15 15.2l2.5 2.5',
  actions:
    'M12.5 3a4.5 4.5 0 0 0-4.3 5.9L3 14.1a2 2 0 0 0 2.9 2.9l5.2-5.2A4.5 4.5 0 0 0 16.8 6.3L14 9l-3-3 2.8-2.8A4 4 0 0 0 12.5 3Z',
  incidents: 'M5.5 15.5V11a4.5 4.5 0 0 1 9 0v4.5M3.5 15.5h13v2.5h-13zM10 2v2M3.5 4.5 5 6M16.5 4.5 15 6M10 11v2.5',
  exercises: 'M4.5 18V3M4.5 3.5h11l-2.5 3.8 2.5 3.7h-11',
  contacts:
    'M5.5 2.5 8 3l1 3.5-1.8 1.5a10 10 0 0 0 4.8 4.8l1.5-1.8 3.5 1 .5 2.5a2 2 0 0 1-2 2.5A13 13 0 0 1 3 4.5a2 2 0 0 1 2.5-2ZM12 3a5 5 0 0 1 5 5M12 6a2 2 0 0 1 2 2',
  approvals:
    'M10 2.5a3 3 0 0 1 2 5.2c-.6.6-.5 1.8.3 3.3h2.2a2 2 0 0 1 2 2v1.5h-13V13a2 2 0 0 1 2-2h2.2c.8-1.5.9-2.7.3-3.3a3 3 0 0 1 2-5.2ZM4 17.5h12',
  settings:
    'M10 7.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5ZM8.6 2h2.8l.5 2.2 1.7 1 2.1-.7 1.4 2.4-1.6 1.5v2l1.6 1.6-1.4 2.4-2.1-.7-1.7 1-.5 2.3H8.6l-.5-2.3-1.7-1-2.1.7-1.4-2.4L4.5 11V9L2.9 7l1.4-2.4 2.1.7 1.7-1Z',
  search: 'M8.5 3a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11ZM12.5 12.5 17.5 17.5',
  bell: 'M10 2.5a5 5 0 0 1 5 5c0 4 1.5 5.5 2 6.5H3c.5-1 2-2.5 2-6.5a5 5 0 0 1 5-5ZM8 16.5a2 2 0 0 0 4 0',
  person: 'M10 3a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7ZM3.5 17.5c0-3.5 2.9-5 6.5-5s6.5 1.5 6.5 5',
  more: 'M4.5 10h.01M10 10h.01M15.5 10h.01',
  close: 'M5 5l10 10M15 5 5 15',
  down: 'M5.5 8l4.5 4.5L14.5 8',
  check: 'M4 10.5l4 4 8-9',
  plus: 'M10 4v12M4 10h12',
  download: 'M10 3v10M6 9.5l4 4 4-4M3.5 17h13',
  upload: 'M10 13.5V3.5M6 7l4-4 4 4M3.5 17h13',
  printer: 'M6 7V3h8v4M6 13H3.5V7h13v6H14M6 11h8v6H6z',
  globe: 'M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15ZM2.5 10h15M10 2.5c-5 4.5-5 10.5 0 15M10 2.5c5 4.5 5 10.5 0 15',
  paperclip: 'M16 9l-6 6a3.8 3.8 0 0 1-5.4-5.4l6.4-6.4a2.5 2.5 0 0 1 3.6 3.6l-6.3 6.3a1.2 1.2 0 0 1-1.8-1.8L12 5.8',
}

export type IconName = keyof typeof shapes

const heavy = new Set<IconName>(['more'])

/** Always beside a word or inside a control that carries its own label, so it is silent itself. */
export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg className="icon" width={size} height={size} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path
        d={shapes[name]}
        fill="none"
        stroke="currentColor"
        strokeWidth={heavy.has(name) ? 2.6 : 1.4}
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}

export function Mark({ size = 20 }: { size?: number }) {
  return (
    <svg className="icon" width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <g fill="none" stroke="var(--accent)" strokeWidth="3" strokeLinecap="round">
        <path d="M3 7c5 0 5 10 10 10h4a3.5 3.5 0 0 0 0-7h-2" />
        <path d="M21 17c-5 0-5-10-10-10H7a3.5 3.5 0 0 0 0 7h2" />
      </g>
    </svg>
  )
}
