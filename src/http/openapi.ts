/** The API documentation, made from the routes' own schemas. */

import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'

export async function registerOpenApi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'sspr-triage',
        version: '1.0.0',
        description:
          'Sorts helpdesk tickets about Microsoft self-service password reset (SSPR) and suggests a reply. ' +
          'JSON in UTF-8, timestamps RFC 3339 in UTC, errors as `application/problem+json` (RFC 9457).',
      },
      servers: [{ url: '/', description: 'This service.' }],
      tags: [
        { name: 'tickets', description: 'Tickets with their triage and suggestion.' },
        { name: 'feedback', description: 'What agents say, later triages, and figures.' },
        { name: 'write-backs', description: 'Notes on their way to helpdesks.' },
        { name: 'knowledge', description: 'Categories, articles and error codes.' },
        {
          name: 'helpdesks',
          description: 'Webhooks of ticketing systems, and notes back to them.',
        },
        { name: 'models', description: 'Models and learning from feedback.' },
        { name: 'session', description: 'Signing in to the console.' },
        { name: 'operation', description: 'For orchestrators and monitoring.' },
      ],
      components: {
        securitySchemes: {
          bearer: {
            type: 'http',
            scheme: 'bearer',
            description: 'An API key. Roles: intake < agent < admin.',
          },
          session: {
            type: 'apiKey',
            in: 'cookie',
            name: 'sspr_session',
            description:
              'The console’s session, accepted wherever a key of its role is; changes only from the console’s own page.',
          },
        },
      },
    },
    refResolver: {
      buildLocalReference: (json, _baseUri, _fragment, position) =>
        typeof json.$id === 'string' ? json.$id : `def-${position}`,
    },
  })
  app.get('/openapi.json', { schema: { hide: true } }, async () => app.swagger())
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP: true,
    // Without TLS an upgraded request for a script finds nobody; and nothing is asked of third parties.
    transformStaticCSP: (policy) =>
      policy
        .replace(/\s*upgrade-insecure-requests;?/, '')
        .replace(/ validator\.swagger\.io| https:/g, ''),
    uiConfig: { deepLinking: true, persistAuthorization: false, tryItOutEnabled: true },
  })
}
