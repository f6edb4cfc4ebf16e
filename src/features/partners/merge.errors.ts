import { defineErrors } from '../../platform/errors.ts'

export const mergeErrors = defineErrors('merge', {
  same: { kind: 'invalid', ja: '同じ取引先どうしはまとめられません。', en: 'A partner cannot be merged with itself.' },
  archived: {
    kind: 'conflict',
    ja: 'しまった取引先は、まとめる前に元へ戻してください。',
    en: 'Restore an archived partner before merging it.',
  },
  would_loop: {
    kind: 'conflict',
    ja: 'まとめると再委託の輪ができます。先に再委託のつながりを直してください。',
    en: 'Merging would close a circle of sub-contracts. Mend the sub-contracts first.',
  },
  undone: {
    kind: 'conflict',
    ja: 'この統合はすでに取り消されているか、その後に変わったため取り消せません。',
    en: 'This merge was undone already, or things changed since so that it cannot be.',
  },
})
