import { dictionary } from '../language.ts'

export const t = dictionary({
  en: { title: 'Knowledge' },
  'zh-Hant': { title: '知識庫' },
})
