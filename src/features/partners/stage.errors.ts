import { defineErrors } from '../../platform/errors.ts'

export const stageErrors = defineErrors('stage', {
  wrong_stage: {
    kind: 'conflict',
    ja: 'いまの段階からは、この操作はできません。画面を読み込み直してご確認ください。',
    en: 'This is not possible from the present stage. Reload the page and check.',
  },
  check_needed: {
    kind: 'conflict',
    ja: 'R3・R4 の取引先は、契約前の確認を終えるか、例外の承認を得てから契約に進めます。確認した日と判断を記録してください。',
    en: 'R3 and R4 need the check before the contract or an approved exception. Record the day of the check and the decision.',
  },
  unrated: {
    kind: 'conflict',
    ja: '水準がまだ決まっていません。水準を算定するか、契約前の確認の日と判断を記録してください。',
    en: 'The level is not known yet. Rate the partner, or record the check before the contract.',
  },
  offboarding_open: {
    kind: 'conflict',
    ja: '終了の手続き（アカウントの停止、情報の返却・消去）を終えた日を記録してから、しまってください。',
    en: 'Record when the off-boarding was finished (accounts closed, data returned or erased) before archiving.',
  },
})
