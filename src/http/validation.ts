/** How requests are checked: nothing is coerced in a body, nothing unknown is dropped, all faults are named. */

import type { TSchema } from '@fastify/type-provider-typebox'
import type { ErrorObject } from 'ajv'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import type { FastifySchemaCompiler, FastifySchemaValidationError } from 'fastify'
import { isLanguageTag } from '../text/language-tag.ts'
import { redact } from '../text/redact.ts'
import { decodeCursor } from './cursor.ts'
import type { FieldError } from './problems.ts'

export const isPlainText = (text: string) => text.isWellFormed() && !text.includes('\0')

/** Something other than blanks, controls and invisible format characters. */
export const hasContent = (text: string) => /[^\s\p{Cc}\p{Cf}]/u.test(text)

/** An external id is stored as it is, to find the ticket again, so it must not be a person's data. */
export const isExternalId = (text: string) =>
  isPlainText(text) &&
  hasContent(text) &&
  !redact(text).redactions.some(({ kind }) => kind !== 'phone' && kind !== 'payment-card')

const formats = {
  'plain-text': isPlainText,
  'text-with-content': (text: string) => isPlainText(text) && hasContent(text),
  'external-id': isExternalId,
  'language-tag': isLanguageTag,
  cursor: (text: string) => decodeCursor(text) !== null,
}

const formatMessages: Readonly<Record<string, string>> = {
  'plain-text': 'must not contain NUL characters or lone surrogates',
  'text-with-content': 'must not be blank, nor contain NUL characters or lone surrogates',
  'external-id': 'must be the ticket’s id, not blank, not an e-mail address, not a secret',
  'language-tag': 'must be a BCP 47 language tag such as en or zh-TW',
  cursor: 'must be the nextCursor of an earlier page',
  uuid: 'must be a UUID',
  'date-time': 'must be a date and time with zone such as 2026-11-22T08:00:00Z',
}

function newAjv(coerceTypes: boolean): Ajv {
  const ajv = new Ajv({ allErrors: true, coerceTypes, useDefaults: true, strict: true })
  ajv.addVocabulary(['example'])
  addFormats.default(ajv)
  for (const [name, validate] of Object.entries(formats)) ajv.addFormat(name, validate)
  return ajv
}

/** Checks bodies strictly; the text of queries, paths and headers becomes numbers where the schema says so. */
export function validatorCompiler(shared: readonly TSchema[]): FastifySchemaCompiler<TSchema> {
  const strict = newAjv(false)
  const coercing = newAjv(true)
  for (const ajv of [strict, coercing]) ajv.addSchema([...shared])
  return ({ schema, httpPart }) => (httpPart === 'body' ? strict : coercing).compile(schema)
}

/** Checks values that are no request, such as the lines of one, as strictly as bodies. */
export function fieldErrorsOf(schema: TSchema): (value: unknown) => FieldError[] {
  const validate = newAjv(false).compile(schema)
  return (value) => (validate(value) ? [] : toFieldErrors(validate.errors ?? [], 'body'))
}

const partNames: Readonly<Record<string, FieldError['in']>> = {
  body: 'body',
  querystring: 'query',
  params: 'path',
  headers: 'headers',
}

/**
 * The validator's findings as field errors, which never repeat a value: it may be a secret. The name of an
 * unknown field is the caller's text, too, and is redacted.
 */
export function toFieldErrors(
  findings: readonly (ErrorObject | FastifySchemaValidationError)[],
  context: string,
): FieldError[] {
  const part = partNames[context] ?? 'body'
  const seen = new Set<string>()
  return findings
    .map((finding) => ({ in: part, ...describe(finding) }))
    .filter(({ pointer, message }) => {
      const key = `${pointer} ${message}`
      if (seen.has(key)) return false
      seen.add(key)
      return true
    })
    .slice(0, 20)
}

function describe({
  keyword,
  instancePath,
  params,
  message,
}: ErrorObject | FastifySchemaValidationError): Pick<FieldError, 'pointer' | 'message'> {
  const name = (key: string) => String(params[key])
  switch (keyword) {
    case 'required':
      return { pointer: `${instancePath}/${name('missingProperty')}`, message: 'is required' }
    case 'additionalProperties': {
      const field = redact(name('additionalProperty').toWellFormed().slice(0, 64)).text
      const escaped = field.replaceAll('~', '~0').replaceAll('/', '~1')
      return { pointer: `${instancePath}/${escaped}`, message: 'is not a known field' }
    }
    case 'enum': {
      const allowed = Array.isArray(params.allowedValues) ? params.allowedValues : []
      return { pointer: instancePath, message: `must be one of ${allowed.join(', ')}` }
    }
    case 'format':
      return {
        pointer: instancePath,
        message: formatMessages[name('format')] ?? `must match the format ${name('format')}`,
      }
    default:
      return { pointer: instancePath, message: message ?? 'is not valid' }
  }
}
