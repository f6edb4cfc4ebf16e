import type { components } from '../../lib/api.gen.d.ts'

export type Engagement = components['schemas']['Engagement']
export type Draft = Pick<
  Engagement,
  | 'unitId'
  | 'purpose'
  | 'services'
  | 'contractRef'
  | 'periodStart'
  | 'periodEnd'
  | 'yearlyFee'
  | 'dataClasses'
  | 'dataVolume'
  | 'personalDataCount'
  | 'onPartnerSystems'
  | 'connections'
  | 'overseas'
  | 'answers'
>
export type Concern = NonNullable<Draft['overseas']>[number]
export type Connection = NonNullable<Draft['connections']>[number]

export const emptyDraft: Draft = {
  unitId: null,
  purpose: '',
  services: '',
  contractRef: '',
  periodStart: null,
  periodEnd: null,
  yearlyFee: null,
  dataClasses: null,
  dataVolume: null,
  personalDataCount: null,
  onPartnerSystems: null,
  connections: null,
  overseas: null,
  answers: {},
}

/** The fields of a form from an engagement as it is saved. */
export const draftOf = (saved: Engagement): Draft => {
  const { unitId, purpose, services, contractRef, periodStart, periodEnd, yearlyFee } = saved
  const { dataClasses, dataVolume, personalDataCount, onPartnerSystems, connections, overseas, answers } = saved
  const work = { unitId, purpose, services, contractRef, periodStart, periodEnd, yearlyFee }
  return { ...work, dataClasses, dataVolume, personalDataCount, onPartnerSystems, connections, overseas, answers }
}
