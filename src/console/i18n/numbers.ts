import { dictionary } from '../language.ts'

export const t = dictionary({
  en: { title: 'Numbers' },
  'zh-Hant': { title: '統計' },
})
