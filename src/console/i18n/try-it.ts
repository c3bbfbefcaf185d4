import { dictionary } from '../language.ts'

export const t = dictionary({
  en: { title: 'TryIt' },
  'zh-Hant': { title: '試試看' },
})
