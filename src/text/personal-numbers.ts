/** Numbers that belong to a person: payment cards, telephone numbers, national ids. All functions read a shadow. */

import parsePhoneNumber from 'libphonenumber-js/min'
import type { TextRange } from './mapped-text.ts'

/** The checksum of payment cards (ISO/IEC 7812-1, Luhn). */
export function passesLuhn(digits: string): boolean {
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = digits.charCodeAt(digits.length - 1 - i) - 48
    const doubled = digit * 2
    sum += i % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}

/** Number ranges and lengths of the card networks (ISO/IEC 7812, as the networks publish them). */
const cardNetworks: readonly { prefix: RegExp; lengths: readonly number[] }[] = [
  { prefix: /^4/, lengths: [13, 16, 19] },
  {
    prefix: /^(?:5[1-5]|222[1-9]|22[3-9]\d|2[3-6]\d\d|27[01]\d|2720)/,
    lengths: [16],
  },
  { prefix: /^3[47]/, lengths: [15] },
  { prefix: /^(?:6011|64[4-9]|65)/, lengths: [16, 17, 18, 19] },
  { prefix: /^35(?:2[89]|[3-8]\d)/, lengths: [16, 17, 18, 19] },
  { prefix: /^(?:30[0-5]|36|3[89])/, lengths: [14, 16] },
  { prefix: /^62/, lengths: [16, 17, 18, 19] },
  { prefix: /^(?:50|5[6-8]|6304|6759|676[1-3])/, lengths: [16, 18, 19] },
]

const cardDigitsMax = 19
const cardDigitsMin = 13
const cardPrefixMax = 4

/**
 * Payment cards, also where other numbers stand around them: every group of digits may begin one, and one ends with a
 * group.
 */
export function findPaymentCards(shadow: string): TextRange[] {
  const found: TextRange[] = []
  const readable = withoutOtherNumbers(shadow)
  let at = 0
  while (at < readable.length) {
    const unit = readable.charCodeAt(at)
    // No network has numbers that begin with 0, 1, 7, 8 or 9.
    const end =
      unit >= 0x32 && unit <= 0x36 && !isIdentifierUnit(readable.charCodeAt(at - 1))
        ? cardEnd(readable, at)
        : undefined
    if (end !== undefined) found.push({ start: at, end })
    at = end ?? at + 1
  }
  return found
}

/** The end of the longest card that begins at an offset. */
function cardEnd(text: string, start: number): number | undefined {
  let digits = ''
  let lengths: readonly number[] | undefined
  let longest: number | undefined
  let at = start
  while (digits.length < cardDigitsMax && isDigit(text.charCodeAt(at))) {
    digits += text[at]
    at++
    if (digits.length === cardPrefixMax) {
      lengths = cardNetworks.find(({ prefix }) => prefix.test(digits))?.lengths
      if (lengths === undefined) return undefined
    }
    const next = text.charCodeAt(at)
    if (isDigit(next)) continue
    if (
      digits.length >= cardDigitsMin &&
      lengths?.includes(digits.length) &&
      !isIdentifierUnit(next) &&
      passesLuhn(digits) &&
      !/^(\d)\1+$/.test(digits)
    ) {
      longest = at
    }
    // Groups are separated by one or two blanks, dots or hyphens.
    if (isGroupSeparator(next)) at += isGroupSeparator(text.charCodeAt(at + 1)) ? 2 : 1
  }
  return longest
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39
}

function isGroupSeparator(unit: number): boolean {
  return unit === 0x20 || unit === 0x2d || unit === 0x2e
}

/** Letters, digits and the underscore: what an identifier goes on with. */
function isIdentifierUnit(unit: number): boolean {
  return (
    isDigit(unit) ||
    (unit >= 0x41 && unit <= 0x5a) ||
    (unit >= 0x61 && unit <= 0x7a) ||
    unit === 0x5f
  )
}

/**
 * The checksum of Taiwan's national and resident ids (Ministry of the Interior): the letter stands for two digits, the
 * weights are 1, 9, 8, …, 1, 1, the sum is divisible by ten. The second letter of old resident ids counts by its last
 * digit; new resident ids have 8 or 9 there.
 */
export function isTaiwanId(id: string): boolean {
  const letters = 'ABCDEFGHJKLMNPQRSTUVXYWZIO'
  const value = letters.indexOf((id[0] ?? '').toUpperCase()) + 10
  if (value < 10) return false
  const second = id[1] ?? ''
  const secondDigit = /\d/.test(second)
    ? second
    : String(letters.indexOf(second.toUpperCase()) % 10)
  const digits = `${value}${secondDigit}${id.slice(2)}`
  const weights = [1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1]
  const sum = weights.reduce((total, weight, i) => total + weight * Number(digits[i]), 0)
  return sum % 10 === 0
}

/** The checksum of mainland resident ids (GB 11643-1999). */
export function isMainlandId(id: string): boolean {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weights.reduce((total, weight, i) => total + weight * Number(id[i]), 0)
  return '10X98765432'[sum % 11] === (id[17] ?? '').toUpperCase()
}

/** Areas, groups and serials that were never issued (Social Security Administration). */
export function isSsn(found: string): boolean {
  const [area = '', group, serial] = found.split(/[ -]/)
  return !/^(?:000|666|9)/.test(area) && group !== '00' && serial !== '0000'
}

/** What is written with the same characters as telephone numbers and is none. */
const otherNumbers =
  /\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?!\d)|(?<!\d)\d{1,2}[-/.]\d{1,2}[-/.]\d{4}(?!\d)|\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b|(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])|(?<![\d.])\d{1,2}:\d{2}(?::\d{2})?(?!\d)|\bS-1(?:-\d{1,12}){2,12}/gi

/** The shadow with dates, addresses and GUIDs as letters, in the same length. */
function withoutOtherNumbers(shadow: string): string {
  return shadow.replace(otherNumbers, (other) => 'x'.repeat(other.length))
}

const phoneLabel =
  /(?:phones?|telephone|tel|mobiles?|mob|cells?|cellphone|fax|handy|mobil|telefon\w{0,8}|rufnummer|portable|t[eé]l[eé]phone|tél|m[oó]vil|celular|tel[eé]fono|telefone|cellulare|telefoon|whatsapp|line id|call(?:ed|ing)?|dial|ring|text|reach|contact|sms|hotline|手機|手机|電話|电话|行動|行动|聯絡|联络|联系|連絡|傳真|传真|專線|专线|致電|致电|來電|来电|回電|回电|撥打|拨打|門號|携帯|電話番号|連絡先|전화|휴대폰|연락처)(?:s|ed)?(?:[\s:.,#()=|'"*-]|number|no|nr|num|nummer|is|was|are|me|us|him|her|back|at|on|to|my|his|the|new|old|personal|work|office|home|direct|same|numéro|número|unter|au|al|from|changed|via|under|号码|號碼|番号|碼|码|號|号|是|為|为|改成|改為|改为|換成|换成|從|从|请|請|打|撥|拨|我的?|新的?|舊的?|旧的?|了|給|给|至|到|は|：){0,9}$/i
const numberLabel =
  /(?:ticket|case|incident|order|invoice|serial|article|event|error|version|build|kb|po|ref(?:erence)?|id|asset|tracking|customer|account|contract|employee|sku|工單|工单|單號|单号|訂單|订单|發票|发票|案號|案号|事件|版本|編號|编号|序號|序号|工號|工号|員編|員工|統編|財產|財編|件號|保單|帳號|账号|代碼|代码)(?:[\s:.,#()=-]|number|no|nr|is|id|號碼|号码|是|為|为|号|號){0,5}$|#\s?$/i

const extension = String.raw`(?:[ ,;(（]{0,3}(?:ext\.?|extension|x|#|分機|分机|轉|转|内線|durchwahl|-DW)[ :.]{0,2}\d{1,6}[)）]?)?`
const open = '[(（]?'
const close = '[)）]?'
const phonePattern = new RegExp(
  [
    // With the country's number: +886 2 2345 6789, 00886 912 345 678, +49 (0)30 1234567.
    `(?<international>(?<![\\w+])${open}(?:\\+ ?|00(?=[1-9]\\d))\\d{1,3}${close}(?:[ ().·/-]{0,3}\\d){5,14})`,
    // Taiwan, mobile.
    `(?<mobile>(?<![\\w.+/-])${open}09\\d{2}${close}[ .-]{0,3}\\d{3}[ .-]{0,3}\\d{3}(?!\\d)|(?<![\\w.+/-])886[ -]?9\\d{2}[ -]?\\d{3}[ -]?\\d{3}(?!\\d))`,
    // With an area code and a separator behind it.
    `(?<national>(?<![\\w.+/-]|\\d:)(?:[(（]0[1-9]\\d{0,3}[)）][ -]{0,2}\\d{2,4}(?:[ -]?\\d{2,5}){1,3}|0[1-9]\\d{0,3}[ /-]{1,3}\\d{2,4}(?:[ -]\\d{2,4}){1,3}|0[1-9]\\d{0,3}[ /-]{1,3}\\d{5,8})(?![\\d]|[.:/-]\\d))`,
    // North America; the parts of a version or an address are never that long.
    `(?<american>(?<![\\w.+/-]|\\d:)(?:1[ .-])?(?:[(（][2-9]\\d{2}[)）] ?|[2-9]\\d{2}([ .-]))\\d{3}[ .-]\\d{4}(?![\\w]|[.:/-]\\d))`,
    // Mainland mobile in its usual groups.
    '(?<mainland>(?<![\\w.+/-]|\\d:)1[3-9]\\d[ -]?\\d{4}[ -]?\\d{4}(?![\\w]|[.:/-]\\d))',
    // Anything else that somebody calls a telephone number.
    `(?<labelled>(?<![\\w.+/]|\\d:)${open}\\d${close}(?:[ ()./-]{0,2}\\d){5,14}(?![\\w]))`,
  ]
    .map((part) => `${part}${extension}`)
    .join('|'),
  'gi',
)

/** Numbers checked with the library per text; beyond that the form alone decides. */
const checksMax = 300

/** Telephone numbers: those with a country's number or a usual form, others where they are called one. */
export function findPhones(shadow: string): TextRange[] {
  const readable = withoutOtherNumbers(shadow)
  const found: TextRange[] = []
  let checks = 0
  const isValid = (digits: string, country: 'TW' | 'CN' | 'GB' | 'JP') =>
    ++checks > checksMax || parsePhoneNumber(digits, country)?.isValid() === true
  for (const match of readable.matchAll(phonePattern)) {
    const groups = match.groups ?? {}
    const text = match[0]
    const before = shadow.slice(Math.max(0, match.index - 48), match.index)
    const digits = text.replace(/\D/g, '')
    const isPhone =
      (groups.mobile !== undefined && (text !== digits || !numberLabel.test(before))) ||
      (groups.international !== undefined && digits.length >= 8) ||
      isLabelled(before, digits) ||
      (!numberLabel.test(before) &&
        ((groups.national !== undefined && digits.length >= 8 && digits.length <= 16) ||
          groups.american !== undefined ||
          (groups.mainland !== undefined && isValid(digits, 'CN')) ||
          (groups.labelled !== undefined && isBareNational(digits, text, isValid))))
    if (isPhone) found.push({ start: match.index, end: match.index + text.length })
  }
  return found
}

function isLabelled(before: string, digits: string): boolean {
  return digits.length >= 6 && digits.length <= 17 && phoneLabel.test(before)
}

/** Eight to eleven digits in one piece with a leading zero that are a number in a country of our users. */
function isBareNational(
  digits: string,
  text: string,
  isValid: (digits: string, country: 'TW' | 'GB' | 'JP') => boolean,
): boolean {
  if (text !== digits || !/^0[1-9]\d{7,9}$/.test(digits)) return false
  return isValid(digits, 'TW') || isValid(digits, 'JP') || isValid(digits, 'GB')
}
