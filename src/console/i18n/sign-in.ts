import { dictionary } from '../language.ts'

export const t = dictionary({
  en: {
    title: 'Sign in',
    key: 'API key',
    hint: 'A key of role agent or admin, from whoever runs this service.',
    submit: 'Sign in',
    wrong: 'This key is unknown or was revoked.',
    intake: 'This key may only send tickets. The console needs a key of role agent or admin.',
    privacy: 'The key is exchanged for a session of this browser and kept nowhere.',
  },
  'zh-Hant': {
    title: '登入',
    key: 'API 金鑰',
    hint: '角色為 agent 或 admin 的金鑰，請向服務的管理者索取。',
    submit: '登入',
    wrong: '金鑰不存在或已撤銷。',
    intake: '這把金鑰只能送出工單。主控台需要角色為 agent 或 admin 的金鑰。',
    privacy: '金鑰只用來換取此瀏覽器的工作階段，不會儲存在任何地方。',
  },
})
