// Do the shared components hold together? For the accessibility test and for whoever changes one of them.
import { Button } from '@mantine/core'
import { useLocale } from '../lib/locale.ts'
import { entriesFor } from '../shell/navigation.ts'
import { SearchBox } from '../shell/SearchBox.tsx'
import { Shell } from '../shell/Shell.tsx'
import { Facts } from '../ui/Facts.tsx'
import { MaturityDots } from '../ui/MaturityDots.tsx'
import { PageHead } from '../ui/PageHead.tsx'
import { RiskTag } from '../ui/RiskTag.tsx'
import { Signal } from '../ui/Signal.tsx'
import { TimeLeft } from '../ui/TimeLeft.tsx'
import { ListPart } from './ListPart.tsx'
import { PicturePart } from './PicturePart.tsx'
import { StatePart } from './StatePart.tsx'
import { now, zone } from './samples.ts'

const entries = entriesFor(
  {
    today: '/today',
    partners: '/gallery.html',
    assessments: '/assessments',
    agreements: '/agreements',
    audits: '/audits',
    actions: '/actions',
    incidents: '/incidents',
    exercises: '/exercises',
    contacts: '/contacts',
    settings: '/settings',
  },
  {
    today: { count: 8, overdue: true },
    assessments: { count: 23, overdue: false },
    actions: { count: 53, overdue: false },
    contacts: { count: 1, overdue: true },
  },
)

const nothing = () => undefined

export function GalleryPage() {
  const ja = useLocale() === 'ja'
  return (
    <Shell
      entries={entries}
      person={{ name: '藤野 美咲', organization: '東嶺電機株式会社' }}
      scopes={{ all: [{ id: 'all', name: ja ? '全社' : 'Whole company' }], current: 'all', onChoose: nothing }}
      search={<SearchBox words="" onWords={nothing} hits={[]} state="idle" onOpen={nothing} onList={nothing} />}
      onLocale={nothing}
      onSignOut={nothing}
    >
      <PageHead
        title={ja ? '取引先' : 'Partners'}
        note={ja ? '1,284社' : '1,284 partners'}
        acts={
          <>
            <Button>{ja ? '取り込み' : 'Import'}</Button>
            <Button variant="filled">{ja ? '取引先を加える' : 'Add a partner'}</Button>
          </>
        }
      />
      <ListPart />
      <Facts
        facts={[
          { label: ja ? '水準' : 'Level', value: <RiskTag level="R4" filled /> },
          { label: ja ? '成熟度' : 'Maturity', value: <MaturityDots maturity="M3" withWord score={6250} /> },
          { label: ja ? '是正' : 'Actions', value: <Signal weight="stop" word={ja ? '停滞 1件' : '1 stalled'} /> },
          {
            label: ja ? '次の期限' : 'Next due',
            value: <TimeLeft dueAt="2026-11-16T08:00:00Z" now={now} zone={zone} clock="day" weight="stop" />,
          },
        ]}
      />
      <PicturePart />
      <StatePart />
    </Shell>
  )
}
