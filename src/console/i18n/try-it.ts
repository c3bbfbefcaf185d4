import { dictionary } from '../language.ts'

export const t = dictionary({
  en: {
    title: 'Try it',
    introduction: 'Paste any text and see how it would be triaged. Nothing is stored.',
    subject: 'Subject (optional)',
    body: 'Text',
    role: 'Written by',
    unknownRole: 'Not known',
    submit: 'Triage',
    submitHint: 'Ctrl+Enter',
    example: 'Use an example',
    exampleSubject: 'New password not accepted on my laptop',
    exampleBody:
      'I reset my password on the web page this morning. Office works with the new one, but Windows in the office only takes the old one and the reset page now says SSPR_0029. My temporary password is Winter2026! if you want to check.',
    waiting: 'The triage appears here.',
  },
  'zh-Hant': {
    title: '試試看',
    introduction: '貼上任何文字，看看會如何分流。內容不會儲存。',
    subject: '主旨（選填）',
    body: '內文',
    role: '撰寫者',
    unknownRole: '不明',
    submit: '分流',
    submitHint: 'Ctrl+Enter',
    example: '使用範例',
    exampleSubject: '重設密碼後公司電腦無法登入',
    exampleBody:
      '我今天早上在網頁重設了密碼，Office 可以用新密碼，但是公司的 Windows 只接受舊密碼，重設頁面現在顯示 SSPR_0029。我的臨時密碼是 Winter2026! 您可以試試看。',
    waiting: '分流結果會顯示在這裡。',
  },
})
