import type { pictures as source } from '../ja/pictures.ts'
import type { Translation } from '../translation.ts'

export const pictures: Translation<typeof source> = {
  scoreHistory: 'Score history',
  scoreSentence: '{{count}} assessments, from {{firstScore}} in {{first}} to {{lastScore}} in {{last}}',
  scoreSentence_one: 'One assessment: {{lastScore}} in {{last}}',
  scoreForecast: ' (expected)',
  when: 'When',
  score: 'Score',
  band: 'Maturity',
  bandFrom: '{{code}} {{from}}+',
  connections: 'Connections',
  connectionsSentence: '{{links}} connections with {{partner}}, {{beyond}} sub-contractors beyond',
  ours: 'Us',
  partner: 'This partner',
  beyond: 'Beyond (sub-contractors)',
  always: 'Always on',
  hours: 'Office hours',
  approval: 'On approval',
  arrow: 'The arrow shows who starts',
  from: 'From',
  to: 'To',
  kind: 'Kind',
  time: 'When',
  starts: 'Started by',
  both: 'Both',
}
