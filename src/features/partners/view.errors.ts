import { defineErrors } from '../../platform/errors.ts'

export const viewErrors = defineErrors('view', {
  name_taken: {
    kind: 'conflict',
    ja: '同じ名前の見方がすでにあります。別の名前を付けてください。',
    en: 'You already have a view of this name. Choose another one.',
  },
  too_many: {
    kind: 'conflict',
    ja: '保存できる見方は20件までです。使わないものを消してから、もう一度保存してください。',
    en: 'You can keep 20 views. Remove one you no longer use first.',
  },
})
