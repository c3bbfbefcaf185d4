/** The knowledge: categories, articles and error codes. */

import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { Services } from '../services.ts'
import { languageOfTag } from '../text/language-tag.ts'
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
    async () => ({ items: services.listCategories() }),
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
      return services.readCategory(request.params.id, languageOfTag(language))
    },
  )
}
