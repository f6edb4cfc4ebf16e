import { defineErrors } from '../../platform/errors.ts'

export const bulkErrors = defineErrors('bulk', {
  too_many: {
    kind: 'invalid',
    ja: '一度に変えられるのは500社までです。絞り込んでから、もう一度お試しください。',
    en: 'At most 500 partners can be changed at once. Narrow the list and try again.',
  },
  too_many_tags: {
    kind: 'invalid',
    ja: '「{name}」のタグが{most}個を超えるため、何も変えていません。この取引先のタグを減らしてから、もう一度お試しください。',
    en: '"{name}" would have more than {most} tags, so nothing was changed. Take some of its tags away first.',
  },
})
