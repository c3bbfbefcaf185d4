/**
 * Simplified characters that the detectors' Traditional patterns need, each followed by its
 * Traditional form. Characters that Taiwanese texts use themselves (`台`, `只`, `干`, `系`, `制`) are
 * left alone. A test holds this list complete against the patterns.
 */
const simplifiedToTraditional = [
  '丢丟并並布佈来來个個们們备備传傳仅僅价價儿兒内內两兩册冊别別删刪则則刚剛动動务務',
  '区區协協员員问問启啟单單尝嘗围圍图圖执執报報块塊坏壞学學写寫将將专專对對导導属屬',
  '师師帐帳账帳带帶帮幫几幾张張强強后後从從恳懇应應户戶换換抢搶拨撥担擔败敗数數时時',
  '暂暫会會条條业業标標机機档檔检檢权權岁歲没沒泄洩测測凑湊准準浏瀏为為无無烦煩墙牆',
  '现現环環产產画畫异異发發盗盜尽盡确確码碼种種称稱笔筆范範简簡约約纯純级級组組结結',
  '绝絕给給统統绑綁经經网網紧緊线線编編缓緩县縣总總织織绕繞义義联聯职職脑腦临臨与與',
  '旧舊万萬着著处處号號装裝里裡复複见見规規视視览覽触觸订訂计計讯訊托託记記设設许許',
  '注註词詞询詢试試话話该該志誌认認语語误誤说說课課请請证證识識议議护護读讀变變让讓',
  '财財买買费費资資赶趕轻輕转轉办辦这這连連进進过過违違递遞选選遗遺还還边邊邮郵销銷',
  '录錄锚錨错錯锁鎖钟鐘钥鑰长長门門闭閉开開间間板闆关關阶階双雙杂雜离離云雲电電灵靈',
  '页頁项項须須预預头頭题題额額类類显顯马馬骇駭验驗骤驟体體么麼点點构構质質谁誰',
].join('')

const traditionalOf = new Map<string, string>()
for (let at = 0; at + 1 < simplifiedToTraditional.length; at += 2) {
  traditionalOf.set(simplifiedToTraditional.charAt(at), simplifiedToTraditional.charAt(at + 1))
}
const simplifiedCharacters = new RegExp(`[${[...traditionalOf.keys()].join('')}]`, 'gu')

/**
 * The form of a ticket that detectors look at, so that a pattern has to be written once: full-width
 * letters, digits and punctuation made plain (NFKC), lower case, typographic quotation marks and
 * dashes made plain, white space collapsed, and Simplified Chinese characters replaced by their
 * Traditional ones, one by one and without regard to context. For reading only, never for showing:
 * offsets differ from the original's.
 */
export function readingForm(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u2018\u2019\u201b\u2032\u0060\u00b4]/gu, "'")
    .replace(/[\u201c\u201d\u201e\u201f\u2033]/gu, '"')
    .replace(/[\u2010-\u2015\u2212]/gu, '-')
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(simplifiedCharacters, (character) => traditionalOf.get(character) ?? character)
}
