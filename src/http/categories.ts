/** The knowledge: categories, articles and error codes. */

import type { FastifyPluginAsyncTypebox, Static } from '@fastify/type-provider-typebox'
import type { Knowledge } from '../knowledge/articles.ts'
import { errorCodesOf } from '../knowledge/error-codes.ts'
import { articleLanguageOf, isAgentLanguage } from '../knowledge/wording.ts'
import type { Services } from '../services.ts'
import {
  type AgentLanguage,
  type ArticleLanguage,
  articleLanguages,
  type CategoryId,
  categoryIds,
} from '../ticket.ts'
import { problems } from './problems.ts'
import {
  CategoryList,
  CategoryParams,
  CategoryQuery,
  CategorySchema,
  problemResponses,
  ref,
} from './schemas.ts'

const security = [{ bearer: [] }]

export const categoryRoutes: FastifyPluginAsyncTypebox<{ services: Services }> = async (
  app,
  { services },
) => {
  app.get(
    '/v1/categories',
    {
      config: { role: 'agent' },
      schema: {
        operationId: 'listCategories',
        tags: ['knowledge'],
        summary: 'List the categories',
        security,
        response: { 200: ref(CategoryList), ...problemResponses(401, 403, 429, 500) },
      },
    },
    async () => ({ items: categoryIds.map((id) => summarize(services.knowledge, id)) }),
  )

  app.get(
    '/v1/categories/:id',
    {
      config: { role: 'agent' },
      schema: {
        operationId: 'readCategory',
        tags: ['knowledge'],
        summary: 'Read one category with its article',
        security,
        params: CategoryParams,
        querystring: CategoryQuery,
        response: { 200: ref(CategorySchema), ...problemResponses(400, 401, 403, 404, 429, 500) },
      },
    },
    async (request) => {
      const { language = 'en' } = request.query
      const id = categoryIds.find((known) => known === request.params.id)
      if (id === undefined) throw problems.notFound('category with this id')
      return describe(services.knowledge, id, articleLanguageOf(language), services.agentLanguage)
    },
  )
}

function summarize({ categories }: Knowledge, id: CategoryId) {
  const { articles } = categories[id]
  return {
    id,
    titles: Object.fromEntries(
      articleLanguages.map((language) => [language, articles[language].title]),
    ),
    languages: [...articleLanguages],
    errorCodes: errorCodesOf(id, 'en', (text) => text).map(({ code }) => code),
  }
}

function describe(
  { categories, toSimplified }: Knowledge,
  id: CategoryId,
  language: ArticleLanguage,
  agentLanguage: AgentLanguage,
): Static<typeof CategorySchema> {
  const { articles, notes } = categories[id]
  const { title, lastVerified, replyToUser, replyToAdmin, links, revision } = articles[language]
  const noteLanguage = isAgentLanguage(language) ? language : agentLanguage
  return {
    id,
    language,
    title,
    lastVerified,
    replyToUser,
    replyToAdmin,
    note: notes[noteLanguage],
    noteLanguage,
    links: [...links],
    errorCodes: errorCodesOf(id, noteLanguage, toSimplified),
    revision,
  }
}
