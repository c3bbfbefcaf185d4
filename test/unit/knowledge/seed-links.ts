/**
 * The ten links of the document that the knowledge started from (Microsoft, "Troubleshoot SSPR",
 * Traditional Chinese, 2021), address by address, and the headings it has.
 */
const docs = 'https://docs.microsoft.com/azure/active-directory'
const tracking = '?WT.mc_id=Portal-Microsoft_Azure_Support'

export const seedLinks: readonly string[] = [
  `${docs}/authentication/tutorial-enable-sspr`,
  `${docs}/authentication/concept-sspr-licensing${tracking}`,
  `${docs}/authentication/active-directory-passwords-faq${tracking}`,
  `${docs}/authentication/active-directory-passwords-troubleshoot${tracking}`,
  `${docs}/authentication/concept-sspr-policy${tracking}`,
  `${docs}/authentication/concept-sspr-policy${tracking}#administrator-reset-policy-differences`,
  `${docs}/active-directory-passwords-data${tracking}#set-and-read-authentication-data-using-powershell`,
  `${docs}/active-directory-passwords-data${tracking}`,
  'https://mysignins.microsoft.com/security-info',
  'https://passwordreset.microsoftonline.com/',
]

export const seedSections: readonly string[] = [
  '設定密碼重設時有問題',
  '我收到錯誤訊息',
  '密碼重設原則發生問題',
  '我不想要讓使用者註冊其他安全性資訊以進行密碼重設',
  '我想要讓使用者註冊其其他安全性資訊以進行密碼重設',
]
