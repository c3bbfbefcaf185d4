import { dictionary } from '../language.ts'

export const t = dictionary({
  en: { title: 'Inbox' },
  'zh-Hant': { title: '收件匣' },
})
