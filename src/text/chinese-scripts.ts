/** The way between the two Chinese scripts, and what tells them apart. */

import { ConverterFactory } from 'opencc-js/core'
import simplifiedCharacters from 'opencc-js/dict/STCharacters'
import taiwanVariants from 'opencc-js/dict/TWVariants'
import { Converter as fromTraditional } from 'opencc-js/t2cn'

/**
 * Mainland wordings and characters with several Traditional forms, each by a Taiwanese wording of the same length. This
 * stands in for the phrases of OpenCC, which take 44 MB of heap and 0.2 s at start and get no more characters of this
 * project's training texts right.
 */
const taiwanWordings: Readonly<Record<string, string>> = {
  // The helpdesk's words.
  登录: '登入',
  登陆: '登入',
  注销: '登出',
  重置: '重設',
  默认: '預設',
  缺省: '預設',
  信息: '資訊',
  短信: '簡訊',
  设置: '設定',
  账号: '帳號',
  帐号: '帳號',
  账户: '帳戶',
  帐户: '帳戶',
  账密: '帳密',
  软件: '軟體',
  硬件: '硬體',
  网络: '網路',
  支持: '支援',
  打印: '列印',
  策略: '原則',
  屏幕: '螢幕',
  邮箱: '信箱',
  程序: '程式',
  服务器: '伺服器',
  鼠标: '滑鼠',
  硬盘: '硬碟',
  视频: '影片',
  激活: '啟用',
  禁用: '停用',
  创建: '建立',
  添加: '新增',
  保存: '儲存',
  界面: '介面',
  客户端: '用戶端',
  移动: '行動',
  写回: '回寫',
  哈希: '雜湊',
  身份: '身分',
  许可证: '授權證',
  许可: '授權',
  联系: '聯絡',
  回复: '回覆',
  // Characters that Simplified script merged.
  台: '台',
  台风: '颱風',
  注册: '註冊',
  备注: '備註',
  分钟: '分鐘',
  时钟: '時鐘',
  秒钟: '秒鐘',
  点钟: '點鐘',
  批准: '批准',
  核准: '核准',
  准许: '准許',
  不准: '不准',
  只准: '只准',
  复杂: '複雜',
  重复: '重複',
  复制: '複製',
  复印: '複印',
  复核: '複核',
  复选: '複選',
  老板: '老闆',
  合并: '合併',
  并购: '併購',
  一并: '一併',
  关系: '關係',
  标志: '標誌',
  日志: '日誌',
  签: '簽',
  标签: '標籤',
  书签: '書籤',
  公里: '公里',
  里程: '里程',
  周一: '週一',
  周二: '週二',
  周三: '週三',
  周四: '週四',
  周五: '週五',
  周六: '週六',
  周日: '週日',
  周末: '週末',
  周期: '週期',
  周年: '週年',
  上周: '上週',
  下周: '下週',
  本周: '本週',
  这周: '這週',
  每周: '每週',
  一周: '一週',
  两周: '兩週',
  布建: '佈建',
  公布: '公佈',
  发布: '發佈',
  拜托: '拜託',
  委托: '委託',
  托管: '託管',
  农历: '農曆',
  日历: '日曆',
  行事历: '行事曆',
  制作: '製作',
  制造: '製造',
  印制: '印製',
  干净: '乾淨',
  干嘛: '幹嘛',
  干部: '幹部',
  相干: '相干',
  若干: '若干',
  干扰: '干擾',
  头发: '頭髮',
  循环: '循環',
  回圈: '迴圈',
  系统: '系統',
  皇后: '皇后',
}

/** The pairs of a dictionary whose two sides are equally long; a few rare characters are not. */
function pairsOfOneLength(dictionary: string): [string, string][] {
  return dictionary.split('|').flatMap((line): [string, string][] => {
    const [from = '', to = ''] = line.split(' ')
    return from.length === to.length ? [[from, to]] : []
  })
}

const characters = pairsOfOneLength(simplifiedCharacters)
const variants = pairsOfOneLength(taiwanVariants)
const toTaiwan = ConverterFactory([Object.entries(taiwanWordings), characters], [variants])
const toTaiwanCharacter = ConverterFactory([characters], [variants])
const toMainlandCharacters = fromTraditional({ from: 'tw', to: 'cn' })

/**
 * Simplified Chinese as it would be written in Taiwan, in the same length, so that offsets into the result are offsets
 * into the text. Common wordings are exchanged as well (登录 becomes 登入), others stay.
 */
export function toTraditional(text: string): string {
  return toTaiwan(text)
}

const simplified = new Map<string, string>()

/** The Simplified form of one character, itself where it has none. */
export function toSimplifiedCharacter(character: string): string {
  const known = simplified.get(character)
  if (known !== undefined) return known
  const result = toMainlandCharacters(character)
  simplified.set(character, result)
  return result
}

/** Characters that Big5 holds are at home in Traditional text, even where they also simplify another. */
const big5: ReadonlySet<string> = new Set(
  new TextDecoder('big5').decode(
    Uint8Array.from(
      Array.from({ length: 0xf9 - 0xa4 + 1 }, (_, row) =>
        Array.from({ length: 0xff - 0x40 }, (_, cell) => [0xa4 + row, 0x40 + cell]),
      ).flat(2),
    ),
  ),
)

const scriptMarks = new Map<string, number>()

/** 1 for a character of Traditional text only, -1 of Simplified only, 0 for one of both. */
export function scriptMark(character: string): number {
  const known = scriptMarks.get(character)
  if (known !== undefined) return known
  const mark =
    toSimplifiedCharacter(character) !== character
      ? 1
      : !big5.has(character) && toTaiwanCharacter(character) !== character
        ? -1
        : 0
  scriptMarks.set(character, mark)
  return mark
}

/** Microsoft's own terms in both places; the converter's general dictionary does not know them. */
const mainlandTerms: Readonly<Record<string, string>> = {
  密碼重設原則: '密码重置策略',
  重設: '重置',
  啟用: '启用',
  回寫: '写回',
  寫回: '写回',
  安全性資訊: '安全信息',
  安全性問題: '安全问题',
  驗證方法: '身份验证方法',
  內部部署整合: '本地集成',
  內部部署: '本地',
  僅限雲端的: '仅限云的',
  僅限雲端: '仅限云',
  同盟: '联合',
  密碼雜湊同步處理: '密码哈希同步',
  密碼雜湊同步: '密码哈希同步',
  雜湊: '哈希',
  傳遞驗證: '直通身份验证',
  全域系統管理員: '全局管理员',
  全域管理員: '全局管理员',
  系統管理員: '管理员',
  系統管理中心: '管理中心',
  租用戶: '租户',
  解除鎖定: '解锁',
  禁用密碼清單: '禁用密码列表',
  支援碼: '支持代码',
  臨時存取密碼: '临时访问密码',
  條件式存取: '条件访问',
  稽核記錄: '审核日志',
  資訊服務台: 'IT 服务台',
  組織設定: '组织设置',
  群組: '组',
  雙閘道: '双网关',
  預設: '默认',
  指派: '分配',
  選取: '选择',
  連絡資料: '联系信息',
  詳細資料: '详细信息',
  員工資料: '员工资料',
  人事資料: '人事资料',
  個人資料: '个人资料',
  連絡: '联系',
  聯絡: '联系',
  精靈: '向导',
  紀錄: '记录',
  權杖: '令牌',
  自訂: '自定义',
  網域控制站: '域控制器',
  網域: '域',
  逾時: '超时',
  訂定: '制定',
  身分: '身份',
  登入畫面: '登录屏幕',
  畫面: '屏幕',
  登錄機碼: '注册表项',
  '登錄或 GPO': '注册表或 GPO',
  // Procedure; the converter takes it for the process of an operating system.
  程序: '流程',
}
const mainlandTerm = new RegExp(
  Object.keys(mainlandTerms)
    .sort((a, b) => b.length - a.length)
    .join('|'),
  'g',
)

const toMainlandWording = fromTraditional({ from: 'twp', to: 'cn' })

/** 授權 is licence and permission; these are the places where it is something one buys and assigns. */
const licence =
  /(?<=缺少|適用的|負責|指派|需要|沒有|購買|什麼|範圍與|所需的?|有效的?)授權(?!原則|碼|給|讓)|授權(?=[需條方不、，。：；）（]|與|和|或|才|後|者|頁|矩| P[12])/g

/** Traditional Chinese as written in Taiwan to Simplified Chinese as written on the mainland, wording included. */
export function toSimplified(text: string): string {
  const withTerms = text
    .replace(licence, '许可证')
    .replace(mainlandTerm, (term) => mainlandTerms[term] ?? term)
    // 原則 is policy and principle.
    .replace(/原則(?!上)/g, '策略')
  return toMainlandWording(withTerms)
}
