// The walls between the rooms of the house: what each layer may import (ARCHITECTURE.md). test/house/layers.test.ts runs
// these rules over the code and over samples that break each of them.
const { join } = require('node:path')
const { FEATURES } = require('./src/features.ts')

const test = String.raw`\.(test|fixture)\.tsx?$`
const layer = (...names) => String.raw`^src/features/.*\.(${names.join('|')})\.ts$`
const OF_SRC = '^src/'
const FEATURE = '^src/features/([^/]+)/'
const DATABASE = '^src/platform/db/|node_modules/(pg|pg-boss|drizzle-orm)/'
const HTTP = '^src/platform/http/|node_modules/(fastify|fastify-type-provider-zod|@fastify)/'

const wall = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

/** A feature calls those before it in the list and is heard by those after it through events. */
const commandsGoLeft = FEATURES.flatMap((feature, place) => {
  const right = FEATURES.slice(place + 1)
  if (right.length === 0) return []
  return [
    wall(
      `commands-go-left-${feature}`,
      'A feature calls only features before it in src/features.ts; to the right go events.',
      { path: `^src/features/${feature}/`, pathNot: test },
      { path: `^src/features/(${right.join('|')})/` },
    ),
  ]
})

module.exports = {
  forbidden: [
    wall(
      'domain-is-pure',
      'Business rules import business rules and the time library, nothing else.',
      { path: '^src/domain/', pathNot: test },
      { pathNot: '^src/domain/|node_modules/temporal-polyfill/' },
    ),
    wall(
      'contract-knows-domain-only',
      'A contract describes what goes over the wire: domain, zod and other contracts.',
      { path: layer('contract') },
      { pathNot: String.raw`^src/domain/|\.contract\.ts$|node_modules/zod/` },
    ),
    wall(
      'tables-know-columns-only',
      'Tables, stores and queries never know how a request looks.',
      { path: layer('tables', 'store', 'queries') },
      { path: String.raw`\.(contract|routes|service|jobs|policy|errors)\.ts$|${HTTP}|node_modules/zod/` },
    ),
    wall(
      'service-never-http',
      'A service is called by routes, jobs and the command line alike.',
      { path: layer('service', 'jobs') },
      { path: String.raw`\.routes\.ts$|${HTTP}` },
    ),
    wall(
      'routes-never-store',
      'A route asks its service; it never reaches a table itself.',
      { path: layer('routes') },
      { path: String.raw`\.(store|tables)\.ts$|${DATABASE}` },
    ),
    wall(
      'policy-and-errors-are-sentences',
      'Rights and refusals are declared, they do nothing.',
      { path: layer('policy', 'errors') },
      { path: String.raw`\.(store|tables|queries|service|routes|jobs)\.ts$|${DATABASE}|${HTTP}` },
    ),
    wall(
      'foreign-store',
      'Another feature is reached through its services, queries and tables, never through its store.',
      { path: FEATURE, pathNot: test },
      { path: String.raw`^src/features/[^/]+/.*\.(store|routes|jobs)\.ts$`, pathNot: '^src/features/$1/' },
    ),
    wall(
      'pool-stays-out',
      'Features see transactions of one tenant; drivers and pools stay in the platform.',
      { path: '^src/features/', pathNot: test },
      {
        path: String.raw`node_modules/(pg|pg-boss|fastify|drizzle-orm/node-postgres)/|^src/platform/db/(pools|bootstrap|migrate)\.ts$`,
      },
    ),
    wall(
      'platform-knows-no-business',
      'The platform serves every feature and names none.',
      { path: '^src/platform/', pathNot: test },
      { path: OF_SRC, pathNot: '^src/(platform|domain)/' },
    ),
    wall(
      'outside-knows-contracts-only',
      'Pages and remote commands share rules and contracts with the server, nothing else.',
      { path: '^web/|^src/cli/', pathNot: test },
      { path: OF_SRC, pathNot: String.raw`^src/(domain|cli)/|\.contract\.ts$` },
    ),
    wall(
      'features-stand-alone',
      'The wiring imports features, never the other way round.',
      { path: '^src/(features|domain|platform)/', pathNot: test },
      { path: '^src/[^/]+$|^src/(cli|local)/' },
    ),
    wall('list-without-imports', 'The list of features is read by these walls.', { path: '^src/features[.]ts$' }, {}),
    wall(
      'tests-stay-outside',
      'What runs never imports what tests it.',
      { path: '^(src|web|bench)/', pathNot: test },
      { path: `^test/|${test}|node_modules/(vitest|fast-check)/` },
    ),
    wall('no-cycle', 'Two files that need each other are one file or three.', {}, { circular: true }),
    wall('no-barrel', 'A name is imported from where it is made.', {}, { dependencyTypes: ['export'] }),
    wall(
      'no-index',
      'A file is called after what it holds.',
      {},
      { path: String.raw`/index\.tsx?$`, pathNot: 'node_modules/' },
    ),
    wall('not-found', 'Every import leads to a file.', {}, { couldNotResolve: true }),
    ...commandsGoLeft,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^web/dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: join(__dirname, 'tsconfig.json') },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
}
