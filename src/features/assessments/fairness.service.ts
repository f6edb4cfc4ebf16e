import { checkFairness, type FairnessProblem, type IndividualReview } from '../../domain/assessment/fairness.ts'
import type { RiskLevel } from '../../domain/risk/level.ts'
import { localDay } from '../../platform/clock.ts'
import type { ReadCtx } from '../../platform/context.ts'
import type { Request } from './request.store.ts'

const WORDS: Record<FairnessProblem, { ja: string; en: string }> = {
  necessity_missing: {
    ja: 'お願いする理由が書かれていません。なぜこの取引先に必要かを一文でお書きください。',
    en: 'The reason is missing. Say in a sentence why this partner is asked.',
  },
  scope_missing: {
    ja: '対象の範囲が書かれていません。どの業務・情報までかをお書きください。',
    en: 'The scope is missing. Say which work and information are covered.',
  },
  method_missing: {
    ja: '方法が書かれていません。どう答えればよいか、別の方法でもよいことをお書きください。',
    en: 'The method is missing. Say how to answer and that equivalent ways are welcome.',
  },
  deadline_missing: { ja: '回答の期限が決まっていません。', en: 'The date for the answer is missing.' },
  deadline_past: { ja: '回答の期限が過ぎた日になっています。', en: 'The date for the answer lies in the past.' },
  individual_review_needed: {
    ja: '当社につながっていない取引先に、最も重い質問の組をお願いしようとしています。個別に必要かを見直し、その理由を残してから送ってください。',
    en: 'The heaviest question set would go to a partner that is not connected to us. Review this case on its own and record why before sending.',
  },
  individual_review_waiting: {
    ja: '個別の見直しを決裁に回しました。決裁されたら、もう一度「送る」を押してください。「承認」の画面で進み具合を見られます。',
    en: 'The individual review waits for a decision. Send again once it is decided; Approvals shows how far it is.',
  },
  individual_review_no_decider: {
    ja: '個別の見直しを決裁できる方がほかにいないため、お待ちいただいています。「設定 › 担当者」で決裁する方を加えてから、もう一度「送る」を押してください。',
    en: 'The individual review waits because there is nobody else who can decide it. Add someone under Settings › People, then send again.',
  },
  individual_review_no_approver: {
    ja: '個別の見直しには決裁の前に承認が要りますが、承認できる方がほかにいないため、お待ちいただいています。「設定 › 担当者」で加えてから、もう一度「送る」を押してください。',
    en: 'The individual review waits because somebody must approve it before the decision and there is nobody else who can. Add someone under Settings › People, then send again.',
  },
  individual_review_refused: {
    ja: '個別の見直しが差し戻されたか、却下されました。軽い組にするか、理由を書き直してから送ってください。',
    en: 'The individual review was sent back or refused. Choose a lighter set, or write another reason and send again.',
  },
}

// The heaviest set asks as much as four stars of the evaluation scheme.
const STAR4_SET: RiskLevel = 'R4'

/** Whether a person has to look at this single case before it is asked. */
export const needsReview = (request: Pick<Request, 'set'>, connectionBits: number): boolean =>
  request.set === STAR4_SET && connectionBits === 0

/** What keeps a request from being fair to the partner, in the reader's words (独禁法・取適法); empty when it may be sent. */
export const fairnessProblems = (
  ctx: ReadCtx,
  request: Pick<Request, 'necessity' | 'scope' | 'method' | 'deadline' | 'set' | 'tz'>,
  connectionBits: number,
  review: IndividualReview,
): { code: FairnessProblem; message: string }[] => {
  const outcome = checkFairness(
    {
      necessity: request.necessity,
      scope: request.scope,
      method: request.method,
      deadline: request.deadline,
      demandsStar4: request.set === STAR4_SET,
      connected: connectionBits !== 0,
      individualReview: review,
    },
    // The partner's own day ends the deadline.
    localDay(ctx.now, request.tz),
  )
  return outcome.ok ? [] : outcome.problems.map((code) => ({ code, message: WORDS[code][ctx.actor.locale] }))
}
