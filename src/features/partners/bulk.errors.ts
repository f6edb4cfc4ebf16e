import { defineErrors } from '../../platform/errors.ts'

export const bulkErrors = defineErrors('bulk', {
  too_many: {
    kind: 'invalid',
    ja: '一度に変えられるのは500社までです。絞り込んでから、もう一度お試しください。',
    en: 'At most 500 partners can be changed at once. Narrow the list and try again.',
  },
})
