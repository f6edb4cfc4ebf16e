import { defineErrors } from '../../platform/errors.ts'

export const catalogErrors = defineErrors('catalog', {
  not_a_draft: {
    kind: 'conflict',
    ja: '第{no}版はすでに公開されています。直すときは、新しい下書きを作ってください。',
    en: 'Version {no} is already published. To change it, make a new draft.',
  },
  draft_open: {
    kind: 'conflict',
    ja: 'この文書には編集中の下書きがあります（いまの版は{version}）。中身を確かめ、置き換えてよければ draftVersion にその版を示してください（kizuna catalog import では --replace-draft {version}）。',
    en: 'This document has an open draft (now version {version}). Look at it, and if it may be replaced, name that version as draftVersion (kizuna catalog import: --replace-draft {version}).',
  },
  nothing_changed: {
    kind: 'conflict',
    ja: '公開中の版と内容が同じです。直したところがあるか、もう一度ご確認ください。',
    en: 'The content equals the version in force. Please check whether something was changed.',
  },
  wrong_key: {
    kind: 'invalid',
    ja: '文書の中の key が「{found}」です。「{expected}」の新しい版として保存するには、key をそろえてください。',
    en: 'The key in the document is "{found}". To save it as a new version of "{expected}", make the keys equal.',
  },
  policy_missing: {
    kind: 'conflict',
    ja: '「{kind}」の公開された版がありません。設定の「きまり」で版を公開してください。',
    en: 'There is no published version of "{kind}". Publish one under Settings, Policy.',
  },
})
