import { useLocale } from '../lib/locale.ts'
import { ConnectionMap } from '../ui/ConnectionMap.tsx'
import { ContributionBars } from '../ui/ContributionBars.tsx'
import { RiskTag } from '../ui/RiskTag.tsx'
import { ScoreHistory } from '../ui/ScoreHistory.tsx'
import { Section } from '../ui/Section.tsx'
import { Timeline } from '../ui/Timeline.tsx'
import { bands, beyond, history, links, ours, partner, points } from './samples.ts'

const factors: [string, string, number, number][] = [
  ['預ける情報', 'Data entrusted', 3, 3],
  ['つなぎ方', 'Connection', 2, 3],
  ['代わりの有無', 'Replaceability', 1, 2],
  ['海外の要因', 'Overseas factors', 0, 3],
]

export function PicturePart() {
  const ja = useLocale() === 'ja'
  return (
    <div className="two-columns">
      <div>
        <Section title={ja ? '水準と理由' : 'Level and reasons'} note={ja ? '方針 第7版' : 'policy version 7'}>
          <table className="plain-table">
            <caption className="visually-hidden">{ja ? '水準の理由' : 'Reasons of the level'}</caption>
            <tbody>
              {factors.map(([japanese, english, value, max]) => (
                <tr key={english}>
                  <th scope="row">{ja ? japanese : english}</th>
                  <td className="end">
                    <ContributionBars value={value} max={max} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <p>
            <RiskTag level="R0" filled /> <RiskTag level="R1" filled /> <RiskTag level="R2" filled />{' '}
            <RiskTag level="R3" filled /> <RiskTag level="R4" filled />
          </p>
        </Section>
        <ConnectionMap ours={ours} partner={partner} beyond={beyond} links={links} />
      </div>
      <div>
        <ScoreHistory
          points={[...points, { when: ja ? '今回' : 'now', score: 7250, maturity: 'M4', expected: true }]}
          bands={bands}
        />
        <Timeline
          kind="all"
          onKind={() => undefined}
          entries={history}
          kinds={[
            { key: 'assessment', label: ja ? '評価' : 'Assessment' },
            { key: 'agreement', label: ja ? '契約' : 'Agreement' },
            { key: 'action', label: ja ? '是正' : 'Action' },
          ]}
        />
      </div>
    </div>
  )
}
