import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { htmlToText, looksLikeHtml, normalizeBody, readableParts } from '../../../src/text/clean.ts'

const read = (text: string) => readableParts(text).text

describe('telling HTML from text', () => {
  test.each([
    ['a document', '<!DOCTYPE html><html><body>Locked out</body></html>'],
    ['a document without a type', '\n<html lang="zh-TW"><head></head><body>忘記密碼</body></html>'],
    ['a rich-text field', '<p>I forgot my password.</p><p>Thanks</p>'],
    ['a field of Gmail', '<div dir="ltr">Hello<div><br></div><div>locked out</div></div>'],
    ['upper case', '<P>FORGOT PASSWORD</P>'],
    ['padded tags', '<p> Hello </p>'],
    ['an open paragraph', '<p>Hello, I cannot sign in'],
    ['line breaks only', 'Hello,<br><br>my account is locked<br/>Thanks'],
    ['Chinese with line breaks', '您好<br>我忘記密碼了'],
    ['one styled word', 'My account is <b>locked</b> again'],
    ['a span', '<span style="color:red">help</span>'],
    ['a table', '<table><tr><td>Code</td><td>SSPR_0029</td></tr></table>'],
    ['a screenshot', '<img src="cid:image001.png">'],
    ['Outlook with its own elements', '<p class=MsoNormal>Hi<o:p></o:p></p><v:shape></v:shape>'],
    ['an address that was not escaped', '<div>Ask Ming <ming@example.com></div>'],
  ])('%s is HTML', (_name, body) => {
    expect(looksLikeHtml(body)).toBe(true)
  })

  test.each([
    ['nothing', ''],
    ['plain words', 'I forgot my password'],
    ['a comparison', 'works if length a < b and c > d'],
    ['an arrow', 'Entra -> Users <- here'],
    ['an address', 'Write to Ming <ming@example.com> please'],
    ['a link in brackets', 'See <https://aka.ms/sspr> for more'],
    ['a name to replace', 'net user <username> <newpassword> /domain'],
    ['a subject to replace', 'Reply to <Subject> of <Sender>'],
    ['an element in prose', 'The <img> is not shown on the page'],
    ['two elements in prose', 'Our mails show <br> and <p> instead of lines'],
    ['elements that open the sentence', '<br> tags are shown in the mail, and <p> too'],
    ['an element between backticks', 'the `<div>` of the portal is empty'],
    ['an element in Chinese prose', '信件裡出現「<br>」字樣'],
    ['a table in prose', '<table> is missing'],
    ['a struck letter', 'PowerShell shows <S> and <S>'],
    [
      'an event',
      '<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><System><EventID>33004</EventID></System></Event>',
    ],
    [
      'serialized PowerShell',
      '#< CLIXML\n<Objs Version="1.1"><S S="Error">Access denied</S></Objs>',
    ],
    ['a PowerShell line', 'Get-MgUser | ? { $_.Id -lt 5 -and $_.Mail -gt "<b" }'],
    ['an XML error page', '<?xml version="1.0"?><Error><Code>33008</Code><p>no</p></Error>'],
    ['generics', 'List<String> of Map<Key, Value>'],
    [
      'markup pasted into lines of text',
      'Hello,\nthe page source says\n<div class="alert">Denied</div>\nwhat now?\nBye\nAnn',
    ],
  ])('%s is not HTML', (_name, body) => {
    expect(looksLikeHtml(body)).toBe(false)
  })
})

describe('HTML as text', () => {
  test.each([
    ['paragraphs', '<p>One</p><p>Two</p>', 'One\n\nTwo'],
    ['divisions and breaks', '<div>One</div><div>Two<br>Three</div>', 'One\nTwo\nThree'],
    ['empty divisions', '<div>One</div><div><br></div><div><br></div><div>Two</div>', 'One\n\nTwo'],
    ['wrapped source lines', '<p>I cannot\nreset   my\tpassword</p>', 'I cannot reset my password'],
    ['entities', '<p>a &lt;b&gt; &amp; c&nbsp;d &#65; &#x4F60; &quot;</p>', 'a <b> & c d A 你 "'],
    ['a broken entity', '<p>AT&T & &unknown; &#xZZ;</p>', 'AT&T & &unknown; &#xZZ;'],
    ['a link', '<a href="https://aka.ms/sspr">the portal</a>', 'the portal <https://aka.ms/sspr>'],
    ['a link that is its text', '<a href="https://aka.ms/sspr/">aka.ms/sspr</a>', 'aka.ms/sspr'],
    ['a mail link', '<a href="mailto:it@example.com">it@example.com</a>', 'it@example.com'],
    ['a named mail link', '<a href="mailto:it@example.com">IT</a>', 'IT <it@example.com>'],
    ['a link without words', '<a href="https://aka.ms/x"><img></a>', 'https://aka.ms/x'],
    ['links to nowhere', '<a href="#top">up</a> <a href="javascript:x()">go</a>', 'up go'],
    [
      'what is not shown',
      '<title>t</title><style>p{}</style><script>x()</script><!-- c -->hi',
      'hi',
    ],
    ['a bullet list', '<ul><li>One</li><li>Two</li></ul>', '- One\n- Two'],
    ['a numbered list', '<ol start="3"><li>One<li>Two</ol>', '3. One\n4. Two'],
    [
      'a table',
      '<table><tr><th>Code</th><th>Count</th></tr><tr><td>SSPR_0029</td><td><p>3</p></td></tr></table>',
      'Code\tCount\nSSPR_0029\t3',
    ],
    ['a heading keeps its case', '<h1>Password Reset</h1>broken', 'Password Reset\nbroken'],
    ['preformatted text', '<pre>a\n  b\n\nc</pre>', 'a\n  b\n\nc'],
    [
      'a quote in a quote',
      '<div>Mine</div><blockquote>yours<br>too<blockquote>his</blockquote></blockquote>',
      'Mine\n\n> yours\n> too\n>\n> > his',
    ],
    [
      'an indent of Gmail is no quote',
      '<blockquote style="margin:0 0 0 40px;border:none">step</blockquote>',
      'step',
    ],
    [
      'pictures',
      '<img src="cid:1" alt="Screenshot"><img src="data:x"><img alt="😀">',
      '[Screenshot]😀',
    ],
    [
      'an address that was not escaped',
      '<p>Ming <ming@example.com></p>',
      'Ming <ming@example.com>',
    ],
    [
      'Outlook paragraphs',
      '<p class=MsoNormal>Hi<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal>Bye</p>',
      'Hi\n\nBye',
    ],
    ['text around the body', 'Top<html><body>Mid</body></html>End', 'Top\nMid\nEnd'],
    [
      'line ends that are meant',
      '<b>Name</b>: Ann\nCode: SSPR_0029\nSince: today',
      'Name: Ann\nCode: SSPR_0029\nSince: today',
    ],
    ['an end that never comes', '<p>text <a href="x', 'text'],
    ['a comment that never ends', 'text<br><!-- rest', 'text'],
  ])('%s', (_name, html, text) => {
    expect(htmlToText(html)).toBe(text)
  })

  test('keeps the words of 10,000 nested elements', () => {
    expect(htmlToText(`${'<div>'.repeat(10_000)}deep${'</div>'.repeat(10_000)}`)).toBe('deep')
    expect(htmlToText('<ul><li>item'.repeat(5_000)).match(/item/g)).toHaveLength(5_000)
    expect(htmlToText('<b></p>word'.repeat(5_000)).match(/word/g)).toHaveLength(5_000)
  })

  test('keeps the words of 20,000 elements side by side, entities decoded', () => {
    const text = htmlToText('<td>&lt;</td>'.repeat(20_000))
    expect(text.match(/</g)).toHaveLength(20_000)
  })

  test('a tag hidden in a tag, a comment or an attribute does not outwit the bound', () => {
    const hidden = [
      '<b><!--</b>-->',
      '<b title="</b>">',
      '<style/><b></b x="',
      '<<b>div>',
      '<b></ b>',
    ]
    for (const piece of hidden) {
      expect(() => htmlToText(piece.repeat(5_000))).not.toThrow()
    }
  })
})

describe('the stored text', () => {
  test.each([
    ['line ends become \\n', 'a\r\nb\rc\nd', 'a\nb\nc\nd'],
    ['blanks at line ends go', 'a  \nb\t\n c', 'a\nb\n c'],
    ['blank lines at the ends go', '\n \n a\n\n', 'a'],
    ['blank lines within stay', 'a\n\n\n\nb', 'a\n\n\n\nb'],
    ['text stays as it is', 'if a < b: <Enter>  twice', 'if a < b: <Enter>  twice'],
    ['entities of a plain text stay', 'R&amp;D', 'R&amp;D'],
    ['HTML becomes text', '<p>Hi</p>\r\n<p>Bye </p>', 'Hi\n\nBye'],
    ['HTML without words is empty', '<div><br></div>', ''],
    ['quotes and signatures stay', 'Hi\n> old\n-- \nAnn', 'Hi\n> old\n--\nAnn'],
  ])('%s', (_name, body, stored) => {
    expect(normalizeBody(body)).toBe(stored)
  })
})

const question = 'I cannot reset my password, it says SSPR_0029.'
const frage = 'Ich kann mein Kennwort nicht zurücksetzen.'
const wenti = '我無法重設密碼，畫面顯示 SSPR_0029。'

describe('quoted replies are set aside', () => {
  const replies: [name: string, below: string][] = [
    ['Gmail', 'On Mon, Jan 5, 2026 at 10:00 AM Ann Lee <ann@example.com> wrote:\n> old\n> text'],
    [
      'Gmail, broken in two',
      'On Mon, Jan 5, 2026 at 10:00 AM Ann Lee\n<ann@example.com> wrote:\n\n> old',
    ],
    ['Gmail, redacted', 'On Mon, Jan 5, 2026 at 10:00 AM Ann Lee <[redacted:email]> wrote:\n> old'],
    [
      'Apple, no quote marks',
      'On 5 Jan 2026, at 10:00, Ann Lee <ann@example.com> wrote:\n\nold text',
    ],
    [
      'Gmail in German',
      'Am Mo., 5. Jan. 2026 um 10:00 Uhr schrieb Ann Lee <ann@example.com>:\n> alt',
    ],
    ['Thunderbird in German', 'Am 05.01.2026 um 10:00 schrieb Ann Lee:\n> alt'],
    [
      'Gmail in French',
      'Le lun. 5 janv. 2026 à 10:00, Ann Lee <ann@example.com> a écrit :\n> vieux',
    ],
    [
      'Gmail in Spanish',
      'El lun, 5 ene 2026 a las 10:00, Ann Lee (<ann@example.com>) escribió:\n> viejo',
    ],
    [
      'Gmail in Italian',
      'Il giorno lun 5 gen 2026 alle ore 10:00 Ann <a@example.com> ha scritto:\n> x',
    ],
    [
      'Gmail in Portuguese',
      'Em seg., 5 de jan. de 2026 às 10:00, Ann <a@example.com> escreveu:\n> x',
    ],
    ['Gmail in Dutch', 'Op ma 5 jan 2026 om 10:00 schreef Ann Lee <ann@example.com>:\n> oud'],
    [
      'Gmail in Traditional Chinese',
      '王小明 <ming@example.com> 於 2026年1月5日 週一 上午10:00寫道：\n\n> 舊的',
    ],
    [
      'the same, broken in two',
      '王小明 <ming@example.com>\n於 2026年1月5日 週一 上午10:00寫道：\n> 舊的',
    ],
    [
      'Apple in Traditional Chinese',
      '王小明 <ming@example.com> 於 2026年1月5日 上午10:00 寫道：\n> 舊的',
    ],
    [
      'Yahoo in Traditional Chinese',
      '王小明 (<ming@example.com>) 在 2026年1月5日星期一 下午05:48:53 [GMT+8] 寫道：\n\n舊的',
    ],
    [
      'Gmail in Simplified Chinese',
      '王小明 <ming@example.com> 于2026年1月5日周一 10:00写道：\n> 旧的',
    ],
    [
      'Apple in Simplified Chinese',
      '在 2026年1月5日，10:00，王小明 <ming@example.com> 写道：\n\n旧的',
    ],
    ['Gmail in Japanese', '2026年1月5日(月) 10:00 山田太郎 <taro@example.com>:\n\n> 古い'],
    ['Apple in Japanese', '2026/01/05 10:00、山田太郎 <taro@example.com>のメール:\n> 古い'],
    ['Thunderbird in Japanese', '2026/01/05 10:00, 山田太郎 さんは書きました:\n> 古い'],
    ['Gmail in Russian', 'пн, 5 янв. 2026 г. в 10:00, Ann Lee <ann@example.com>:\n> x'],
    ['quote marks alone', '> old\n>> older\n> old'],
    [
      'Outlook',
      'From: Ann Lee <ann@example.com>\nSent: Monday, January 5, 2026 10:00 AM\nTo: IT\nSubject: RE: reset\n\nold text',
    ],
    [
      'Outlook, its stroke',
      '________________________________\nFrom: Ann Lee\nSent: Monday\nTo: IT\nSubject: x\n\nold',
    ],
    ['Outlook, folded recipients', 'From: Ann Lee\nTo: Bob; Carl;\n Dora; Emil\nSubject: x\n\nold'],
    ['Outlook in bold', '*From:* Ann Lee\n*Sent:* Monday\n*To:* IT\n*Subject:* x\n\nold'],
    [
      'Outlook in German',
      'Von: Ann Lee\nGesendet: Montag, 5. Januar 2026 10:00\nAn: IT\nBetreff: x\n\nalt',
    ],
    [
      'Outlook in French',
      'De : Ann Lee\nEnvoyé : lundi 5 janvier 2026 10:00\nÀ : IT\nObjet : x\n\nvieux',
    ],
    ['Outlook in Spanish', 'De: Ann Lee\nEnviado el: lunes\nPara: IT\nAsunto: x\n\nviejo'],
    [
      'Outlook in Traditional Chinese',
      '寄件者: 王小明\n寄件日期: 2026年1月5日 上午 10:00\n收件者: 資訊室\n主旨: 密碼\n\n舊的',
    ],
    ['the same in wide colons', '寄件者：王小明\n收件者：資訊室\n主旨：密碼\n\n舊的'],
    [
      'Outlook on the web in Chinese',
      '從: 王小明\n寄件日期: 2026年1月5日\n至: 資訊室\n副本: 主管\n主旨: 密碼\n\n舊的',
    ],
    [
      'Outlook in Simplified Chinese',
      '发件人: 王小明\n发送时间: 2026年1月5日 10:00\n收件人: IT\n主题: 密码\n\n旧的',
    ],
    [
      'Outlook in Japanese',
      '差出人: 山田太郎\n送信日時: 2026年1月5日 10:00\n宛先: IT\n件名: x\n\n古い',
    ],
    [
      'values on lines of their own',
      '寄件者:\n王小明\n\n\n寄件日期:\n2026年1月5日\n\n收件者:\n資訊室\n\n主旨:\n密碼\n\n舊的',
    ],
    [
      'old Outlook',
      '-----Original Message-----\nFrom: Ann\nSent: Monday\nTo: IT\nSubject: x\n\nold',
    ],
    ['old Outlook in German', '-----Ursprüngliche Nachricht-----\nVon: Ann\n\nalt'],
    ['old Outlook in French', "-----Message d'origine-----\nDe : Ann\n\nvieux"],
    ['old Outlook in Chinese', '-----原始郵件-----\n寄件者: 王小明\n\n舊的'],
    [
      'QQ Mail',
      '------------------ 原始邮件 ------------------\n发件人: "王小明" <ming@example.com>;\n发送时间: 2026年1月5日(星期一) 上午10:00\n\n旧的',
    ],
    [
      'Gmail, forwarded',
      '---------- Forwarded message ---------\nFrom: Ann <ann@example.com>\nDate: Mon, Jan 5, 2026\nSubject: x\nTo: IT\n\nold',
    ],
    [
      'Gmail in Chinese, forwarded',
      '---------- 轉寄郵件 ---------\n寄件者： 王小明\n日期：2026年1月5日\n主旨： 密碼\n收件者： IT\n\n舊的',
    ],
    [
      'Thunderbird, forwarded',
      '-------- Forwarded Message --------\nSubject: \tx\nDate: \tMon, 5 Jan 2026\nFrom: \tAnn\nTo: \tIT\n\nold',
    ],
    [
      'Apple, forwarded',
      'Begin forwarded message:\n\nFrom: Ann\nSubject: x\nDate: 5 January 2026\nTo: IT\n\nold',
    ],
    ['Lotus, forwarded', '----- Forwarded by Ann Lee/Contoso on 01/05/2026 10:00 AM -----\n\nold'],
    ['Zoho', '---- On Wed, 24 Feb 2026 14:02:50 +0530 ann@example.com wrote ----\n\nold'],
    [
      'Outlook, a folded sender',
      'From: Human Resources\n<hr-1234@example.com>\nSent: Monday\nTo: IT\nSubject: x\n\nold',
    ],
    ['a helpdesk notification', '##- Please type your reply above this line -##\n\nold'],
  ]

  test.each(replies)('%s', (_name, below) => {
    expect(read(`Hello,\n${question}\n\n${below}`)).toBe(`Hello,\n${question}`)
    expect(read(`${wenti}\n\n${below}`)).toBe(wenti)
    expect(read(`${frage}\n${below}`)).toBe(frage)
  })

  test('answers below and between quotes are kept', () => {
    const mail = [
      'Hi,',
      '',
      'On Mon, Jan 5, 2026 at 10:00 AM IT <it@example.com> wrote:',
      '> Which page?',
      'The reset portal.',
      '> Which code?',
      '',
      'SSPR_0029',
    ].join('\n')
    expect(read(mail)).toBe('Hi,\n\nThe reset portal.\n\nSSPR_0029')
  })

  test('a sentence right above an attribution is not part of it', () => {
    const attribution = 'On Mon, 5 Jan 2026 at 10:00 Ann Lee <ann@example.com> wrote:'
    expect(read(`On 5 Jan I reset it.\n${attribution}\n> old`)).toBe('On 5 Jan I reset it.')
    expect(read(`它說 SSPR_0029\n於 2026年1月5日 10:00 王小明 寫道：\n舊的`)).toBe('它說 SSPR_0029')
    expect(read(`${question}\nAnn Lee\n<ann@example.com> wrote on 5 Jan 2026:\n> old`)).toContain(
      question,
    )
  })

  test('only the newest of several replies counts', () => {
    const headers = (name: string) => `From: ${name}\nSent: Monday\nTo: IT\nSubject: x\n\n`
    expect(read(`${question}\n\n${headers('IT')}Which page?\n\n${headers('Ann')}Help`)).toBe(
      question,
    )
  })

  test('the same mail as HTML is read the same way', () => {
    const gmail =
      '<div dir="ltr">My account is locked.</div><br><div class="gmail_quote"><div class="gmail_attr">On Mon, Jan 5, 2026 at 10:00 AM Ann &lt;<a href="mailto:a@example.com">a@example.com</a>&gt; wrote:<br></div><blockquote class="gmail_quote"><div>old</div></blockquote></div>'
    const outlook =
      '<p class=MsoNormal>My account is locked.</p><div style="border:none;border-top:solid #E1E1E1 1.0pt"><p class=MsoNormal><b>From:</b> Ann<br><b>Sent:</b> Monday<br><b>To:</b> IT<br><b>Subject:</b> x</p></div><p class=MsoNormal>old</p>'
    expect(read(normalizeBody(gmail))).toBe('My account is locked.')
    expect(read(normalizeBody(outlook))).toBe('My account is locked.')
  })
})

describe('a mail that only forwards is read for what it forwards', () => {
  const slight = [
    '',
    'FYI',
    'Fwd:',
    'see below',
    'Please see below.',
    'please check',
    'pls help',
    'Hi team, please assist.',
    'Hi all,\n\nCan you please look into this?\n\nThanks,\nBob Miller',
    'FYI\n\nBob Miller\nIT Manager\nContoso Ltd.',
    'Please take care of this user.\n\nBest regards,\nBob\n\nSent from my iPhone',
    'z.K.',
    'Zur Info\n\nMit freundlichen Grüßen\nBernd Maier',
    'Hallo zusammen, bitte um Bearbeitung. Danke',
    'Pour info, merci de traiter.',
    '請協助',
    '如下',
    '轉給你們處理',
    '您好，\n請協助處理，謝謝！',
    '請幫忙看一下這封信\n\n資訊部 王小明',
    '麻煩確認一下\n\n敬祝 商祺\n王小明 敬上\n資訊部 分機 123',
    '请帮忙处理，谢谢',
    'お疲れ様です。\n下記、ご確認をお願いいたします。',
    'Hi, could you please help Ann Lee with this?',
    '@Bob please handle, thx',
    'Please see the mail from Mrs. Holm below.',
    '請協助王小明處理，謝謝',
  ]
  const forwards: [string, string][] = [
    [
      'Gmail',
      '---------- Forwarded message ---------\nFrom: Ann <a@example.com>\nDate: Mon, Jan 5, 2026\nSubject: Help\nTo: IT\n\n\n',
    ],
    ['Outlook', 'From: Ann Lee\nSent: Monday, January 5, 2026\nTo: IT\nCc: Bob\nSubject: Help\n\n'],
    ['Outlook in Chinese', '寄件者: 王小明\n寄件日期: 2026年1月5日\n收件者: IT\n主旨: 密碼\n\n'],
    [
      'Gmail in Chinese',
      '---------- 轉寄郵件 ---------\n寄件者： 王小明\n日期：2026年1月5日\n主旨： 密碼\n收件者： IT\n\n',
    ],
  ]

  test.each(slight)('below %j', (top) => {
    for (const [, headers] of forwards) {
      const mail = `${top}\n\n${headers}${question}\n\nBest regards,\nAnn Lee\n+1 555 0100`
      expect(read(mail)).toBe(question)
      expect(read(`${top}\n\n${headers}${wenti}\n\n> older`)).toBe(wenti)
    }
  })

  test('Apple quotes what it forwards', () => {
    const mail = `FYI\n\nBegin forwarded message:\n\n> From: Ann\n> Subject: Help\n> Date: 5 January 2026\n> To: IT\n>\n> ${question}\n>\n> On 4 Jan 2026, at 10:00, IT <it@example.com> wrote:\n>> older`
    expect(read(mail)).toBe(question)
  })

  test('a reply without a word is read for what it quotes', () => {
    const mail = `On Mon, Jan 5, 2026 at 10:00 AM Ann <a@example.com> wrote:\n> Hello,\n> ${question}\n>> older`
    expect(read(mail)).toBe(`Hello,\n${question}`)
  })

  test('a forward of a forward is read to the bottom', () => {
    const headers = 'From: Ann\nSent: Monday\nTo: IT\nSubject: x\n\n'
    expect(read(`FYI\n\n${headers}please check\n\n${headers}${question}`)).toBe(question)
  })

  test.each([
    'user can not open Teams, see below',
    'Please reset the password of Ann.',
    'FYI SSPR_0029',
    'please help with event 33008',
    '請協助重設王小明的密碼',
    '這位使用者的帳號被鎖定，請協助',
    'bitte Kennwort zurücksetzen',
    'Please help with Outlook',
    'Hi, locked out.',
    'Hello cannot sign in',
    '您好，手機壞了',
  ])('but %j is content of its own', (top) => {
    const mail = `${top}\n\nFrom: Ann\nSent: Monday\nTo: IT\nSubject: x\n\n${question}`
    expect(read(mail)).toBe(top)
  })

  test('a slight mail that forwards nothing is what it is', () => {
    expect(read('please help')).toBe('please help')
    expect(read('Thanks,\nBob')).toBe('Thanks,\nBob')
    expect(read('FYI\n\nFrom: Ann\nSent: Monday\nTo: IT\nSubject: FW: urgent')).toBe('FYI')
  })

  test('where no message says anything the subject of the forwarded one does', () => {
    const headers = 'From: Ann\nSent: Monday\nTo: IT\nSubject: Cannot reset my password'
    expect(read(`FYI\n\n${headers}\n\nsee attached\n\nBest regards,\nAnn`)).toBe(
      'Cannot reset my password',
    )
  })
})

describe('signatures and footers are set aside', () => {
  test.each([
    ['a delimiter', '-- \nAnn Lee\nContoso'],
    ['a delimiter without its blank', '--\nAnn Lee'],
    ['a closing', 'Best regards,\nAnn Lee\nHR Manager\n+1 555 0100\nann@example.com'],
    ['a closing with blank lines', 'Kind regards\n\nAnn Lee\n\nContoso Ltd.\n1 Main Street'],
    ['a closing with the name', 'BR, Ann'],
    ['thanks and a name', 'Thanks,\nAnn'],
    ['thanks and regards', 'Thanks & Regards,\nPriya N.\nFinance'],
    ['thanks above a closing', 'Many thanks\n\nBest regards,\nAnn'],
    ['redacted contacts', 'Thanks,\nAnn Lee\n[redacted:phone]\n[redacted:email]'],
    ['German', 'Mit freundlichen Grüßen\nAnn Lee\nPersonalabteilung'],
    ['German, short', 'VG\nAnn'],
    ['French', 'Cordialement,\nAnn Lee'],
    ['Spanish', 'Saludos cordiales,\nAnn Lee'],
    ['Chinese, formal', '此致\n敬禮\n\n王小明\n資訊部'],
    ['Chinese, name and 敬上', '王小明 敬上'],
    ['Chinese, wishes', '祝 商祺\n\n王小明\n分機 1234'],
    ['Chinese, wishes in two lines', '順頌\n商祺\n王小明'],
    ['Chinese, thanks', '謝謝\n王小明'],
    ['Simplified Chinese', '谢谢！\n\n顺祝 商祺\n张伟\n信息部'],
    ['Japanese', 'よろしくお願いいたします。'],
    ['iPhone', 'Sent from my iPhone'],
    ['Samsung', 'Sent from my Samsung Galaxy'],
    ['Outlook for iOS', 'Get Outlook for iOS<https://aka.ms/o0ukef>'],
    ['iPhone in Chinese', '從我的 iPhone 傳送'],
    ['Outlook in Chinese', '取得 iOS 版 Outlook'],
    ['iPhone in Simplified Chinese', '发自我的iPhone'],
    ['iPhone in German', 'Von meinem iPhone gesendet'],
    ['iPhone in French', 'Envoyé de mon iPhone'],
    ['iPhone in Japanese', 'iPhoneから送信'],
    [
      'a legal footer',
      'CONFIDENTIALITY NOTICE: This e-mail may contain privileged information.\nDelete it.',
    ],
    [
      'a legal footer in a sentence',
      'This email and any attachments are confidential and intended solely for the addressee.',
    ],
    ['a legal footer in Chinese', '本郵件及其附件可能包含機密資訊，若您非指定收件人，請立即刪除。'],
    ['a legal footer in Simplified Chinese', '【免责声明】本邮件仅供收件人使用'],
    [
      'a signature with a footer',
      'Regards,\nAnn\n\n____________\nDisclaimer: The contents are private.',
    ],
  ])('%s', (_name, below) => {
    expect(read(`Hi,\n${question}\n\n${below}`)).toBe(`Hi,\n${question}`)
    expect(read(`${wenti}\n${below}`)).toBe(wenti)
  })

  test('the banner of a gateway is set aside', () => {
    const banner =
      'CAUTION: This email originated from outside of the organization. Do not click links.'
    expect(read(`${banner}\n\n${question}`)).toBe(question)
    expect(read(`【注意】此郵件來自組織外部寄件者\n\n${wenti}`)).toBe(wenti)
  })

  test.each([
    ['thanks at the top', `Thanks for the quick answer.\n${question}`],
    ['thanks, then a fact', 'I still cannot sign in.\nThanks\nthe support code is 0f6bb1a9'],
    ['a postscript', 'I cannot sign in.\n\nBest regards,\nAnn\n\nPS: the page says SSPR_0029'],
    ['an error below the closing', 'I cannot sign in.\nBest regards\nSSPR_0029: not enabled'],
    ['a sentence about regards', 'I cannot sign in.\nRegards the portal: it is blank.'],
    ['a sentence about practice', 'I cannot sign in.\nBest practice for expiry?'],
    ['a phone in a sentence', 'I cannot sign in.\nSent from my phone number no code arrives'],
    ['a confidential page', 'A question on confidential mails:\nis this mail intended for me?'],
    ['a stroke between two parts', `--\n${question}`],
    ['a long part below a stroke', `Form\n--\n${'Detail of the problem\n'.repeat(20)}end`],
    ['Chinese thanks and a wish', `${wenti}\n謝謝，另外請問手機可以換嗎`],
    ['Chinese that only starts like a closing', `${wenti}\n以上問題從昨天開始`],
  ])('%s is kept', (_name, mail) => {
    expect(read(mail)).toBe(mail)
  })
})

describe('what only looks like a mail in a mail is kept', () => {
  test.each([
    ['a form', 'Name: Ann Lee\nLocation: Taipei\nTelephone: 123\nSummary: cannot reset password'],
    ['a Chinese form', '姓名：王小明\n部門：業務部\n日期：2026/1/5\n問題：忘記密碼'],
    ['a sender alone', 'From: Priya N.\nWhen I hit Forgot password it closes.'],
    ['a web form', 'From: noreply@forms.example\nSubject: Access\nUser: Ann\nText: cannot reset'],
    ['a sender in a sentence', `Is this mail real? From: IT-Support "validate your password"`],
    ['a log', 'The log says\nFrom: 10.0.0.5\nport 443\nclosed'],
    [
      'a span of time',
      'Please unlock me for my visit.\nFrom: 2026-01-05\nTo: 2026-01-09\nReason: audit',
    ],
    ['two places', 'I moved.\nFrom: Taipei\nTo: Tainan\nSince then the reset fails.'],
    ['headers inside one line', 'Trace: From: a To: b Subject: c\nnothing arrives'],
    [
      'an error between quote marks',
      `I get this error:\n\n> You can't reset your own password\n> SSPR_0014\n\nWhat now?`,
    ],
    ['on with a colon', 'On the portal it says the following:\nnot enabled'],
    ['a quotation in prose', 'On the page the admin wrote:\nplease wait'],
    ['a time stamp', '2026-01-05 10:00:01 ERROR <Sync>:\naccess denied'],
    ['a heading between strokes', '--- Steps ---\n1. Open the portal'],
    ['a stroke', 'Name: Ann\n__________________\nCannot sign in'],
    ['an arrow', 'Users -> Reset password\n-> error'],
    ['the word original', 'Original message was lost.\nForwarded message: none'],
  ])('%s', (_name, mail) => {
    const kept = mail.replaceAll('\n> ', '\n')
    expect(read(mail)).toBe(kept)
  })
})

/** Texts made of what the rules look for. */
const mails = fc
  .array(
    fc.oneof(
      { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 20 }) },
      {
        weight: 5,
        arbitrary: fc.constantFrom(
          ...[
            '\n',
            '\n\n',
            '\r\n',
            ' ',
            '> ',
            '>',
            '--',
            '-- \n',
            'FYI',
            'Hi,',
            '請協助',
            question,
          ],
          ...[
            frage,
            wenti,
            'From: Ann\n',
            'Sent: x\n',
            'Subject: x\n',
            '寄件者: 王\n',
            '主旨：x\n',
          ],
          ...[
            'On 5 Jan 2026 10:00 Ann <a@b> wrote:\n',
            '於 2026年 寫道：\n',
            'Best regards,\n',
            '敬上',
          ],
          ...[
            '-----Original Message-----\n',
            '____________\n',
            'Sent from my iPhone\n',
            'Thanks\n',
          ],
          ...[
            '<p>',
            '</p>',
            '<br>',
            '<div>',
            '<b>',
            '</b>',
            '<!--',
            '&lt;',
            '<a href="',
            '">',
            '\ud800',
          ],
        ),
      },
    ),
    { maxLength: 30 },
  )
  .map((pieces) => pieces.join(''))

describe('for any text', () => {
  test('origins never decrease and lead to the same characters', () => {
    fc.assert(
      fc.property(mails, (text) => {
        const { text: part, origins } = readableParts(text)
        expect(origins).toHaveLength(part.length + 1)
        let before = 0
        for (let at = 0; at < part.length; at++) {
          const origin = origins[at] ?? -1
          expect(origin).toBeGreaterThanOrEqual(before)
          expect(text[origin]).toBe(part[at])
          before = origin
        }
        expect(origins[part.length]).toBeGreaterThanOrEqual(before)
        expect(origins[part.length]).toBeLessThanOrEqual(text.length)
      }),
    )
  })

  test('something is left to read unless there was nothing', () => {
    fc.assert(
      fc.property(mails, (text) => {
        expect(read(text).trim() === '').toBe(text.trim() === '')
      }),
    )
  })

  test('a stored plain text is stored the same again', () => {
    fc.assert(
      fc.property(mails, (body) => {
        const stored = normalizeBody(body)
        fc.pre(!looksLikeHtml(stored))
        expect(normalizeBody(stored)).toBe(stored)
      }),
    )
  })

  test('a plain text loses nothing but blanks when it is stored', () => {
    fc.assert(
      fc.property(mails, (body) => {
        fc.pre(!looksLikeHtml(body))
        expect(normalizeBody(body).replace(/\s/g, '')).toBe(body.replace(/\s/g, ''))
      }),
    )
  })

  test('HTML keeps its words, and no tag is left', () => {
    const words = fc.array(fc.constantFrom('password', '密碼', 'SSPR_0029', 'reset'), {
      minLength: 1,
    })
    const tags = fc.constantFrom('p', 'div', 'b', 'li', 'td', 'blockquote', 'h1', 'span', 'pre')
    fc.assert(
      fc.property(words, fc.array(tags, { minLength: 40, maxLength: 40 }), (said, names) => {
        const html = said
          .map((word, at) => `<${names[at % 40]}>${word}</${names[at % 40]}> `)
          .join('')
        const text = htmlToText(html)
        expect(text.match(/password|密碼|SSPR_0029|reset/g)).toEqual(said)
        expect(text).not.toMatch(/<\/?[a-z]/)
      }),
    )
  })
})

describe('64 KiB of one thing', () => {
  test.each([
    '>',
    '> ',
    '>\n',
    '\n',
    ' ',
    ' \n',
    'x',
    ':',
    'x:\n',
    '-',
    '---x\n',
    '_',
    '<',
    '<div>',
    '<!--',
    '<a href="',
    '&',
    'From: x\n',
    'From: x\nTo: y\n',
    'From: x\nSubject: y\n\n',
    'Cc: x\n',
    'To: x\nCc: y\n',
    'On 1 Jan 2026 at 10:00 x wrote:\n',
    'On 2026 10:00\n',
    '2020 1:11 ',
    '2020 1:11 <\n',
    'Thanks\n',
    '> Thanks\n\n',
    '敬上\n',
    '請協助',
    'FYI ',
    'Sent from my x\n',
    '\r',
    '\ud800',
  ])('%j is read and stored', (piece) => {
    const text = piece.repeat(Math.ceil(65_536 / piece.length)).slice(0, 65_536)
    expect(read(text).trim() === '').toBe(text.trim() === '')
    expect(normalizeBody(text).length).toBeLessThanOrEqual(text.length)
  })
})
