/**
 * @typedef {object} Wall
 * @property {string} folder
 * @property {string} about what it holds, for docs/architecture.md
 * @property {string[]} imports
 * @property {{ label: string, pattern: RegExp, imports: string[] }[]} [files] the few that may do more
 */

/**
 * The import walls: the one table that says which folder of src/ may import which. `check` holds every file to it and
 * the picture in docs/architecture.md is drawn from it. A folder may import only those that stand above it.
 * @type {Wall[]}
 */
export const walls = [
  { folder: 'domain', about: "the product's nouns and rules: days, units, ids, jobs, errors; pure", imports: [] },
  {
    folder: 'datasets',
    about: 'the catalogue: one entry a file for each kind of data that Garmin keeps about a person',
    imports: ['domain'],
  },
  {
    folder: 'contract',
    about: 'the HTTP API as data: routes, schemas, events, and the typed client',
    imports: ['domain'],
  },
  { folder: 'garmin', about: 'talking to Garmin Connect: sign-in, tokens, pacing, requests', imports: ['domain'] },
  {
    folder: 'fit',
    about: 'FIT bytes in, typed columns and records in our units out; runs in a browser',
    imports: ['domain'],
  },
  {
    folder: 'store',
    about: 'what we keep: raw answers, originals, ledger, tables, jobs, accounts; `dialects/` for each database',
    imports: ['domain'],
  },
  {
    folder: 'export',
    about: 'activities out again: `formats/`, one file for each way of writing one',
    imports: ['domain'],
  },
  {
    folder: 'sync',
    about: 'deciding what to fetch (planner) and fetching it (runner)',
    imports: ['domain', 'datasets', 'garmin', 'fit', 'store'],
  },
  {
    folder: 'api',
    about: 'the contract carried out: routes, sessions, problem documents, the OpenAPI document',
    imports: ['domain', 'contract', 'datasets', 'store', 'export', 'sync', 'garmin'],
  },
  {
    folder: 'app',
    about: 'the place where things meet: settings in, a running program out',
    imports: ['domain', 'datasets', 'contract', 'garmin', 'fit', 'store', 'sync', 'api'],
  },
  {
    folder: 'simulator',
    about: 'a Garmin that runs on localhost, one invented person, faults on demand; never sees our client',
    imports: ['domain'],
  },
  {
    folder: 'cli',
    about: 'the command line; `connect.ts` decides between in process and a server',
    imports: ['domain', 'contract'],
    files: [
      { label: 'connect.ts', pattern: /^connect\.ts$/, imports: ['app'] },
      {
        label: 'commands/demo.ts, commands/simulator.ts',
        pattern: /^commands\/(demo|simulator)\.ts$/,
        imports: ['simulator'],
      },
      { label: 'commands/fit-*.ts', pattern: /^commands\/fit-[\w-]+\.ts$/, imports: ['fit'] },
    ],
  },
]

/**
 * The same for the folders of web/, the dashboard. Of src/ they import the front doors of `webSources` and nothing else;
 * within web/ any file of an allowed folder. Pages do not import each other.
 * @type {Wall[]}
 */
export const webWalls = [
  { folder: 'styles', about: 'tokens, the only place of colours, and one style sheet a component', imports: [] },
  { folder: 'format', about: 'numbers, durations, days and units for the reader; pure', imports: [] },
  { folder: 'words', about: 'everything that is said, in one file a language', imports: ['format'] },
  { folder: 'api', about: 'the connection to the server, and answers that are kept and asked for again', imports: [] },
  { folder: 'components', about: 'the parts of which pages are made', imports: ['format', 'words', 'styles'] },
  {
    folder: 'charts',
    about: 'for each chart a pure function from rows to shapes, and a thin view of it',
    imports: ['format', 'words', 'components', 'styles'],
  },
  {
    folder: 'app',
    about: 'frame, router, session, live stream, keys',
    imports: ['api', 'format', 'words', 'components', 'charts', 'styles'],
  },
  {
    folder: 'pages',
    about: 'one folder a page, loaded when it is opened; `registry.ts` lists them',
    imports: ['app', 'api', 'format', 'words', 'components', 'charts', 'styles'],
  },
]

/** Folders of src/ that run in a browser as well. */
export const webSources = ['domain', 'contract']

/**
 * Packages of the dashboard and who may import them, as paths from the root.
 * @type {{ name: string, in: string[] }[]}
 */
export const webPackages = [
  { name: 'preact', in: ['web'] },
  { name: '@preact/signals', in: ['web'] },
  { name: 'leaflet', in: ['web/charts'] },
  { name: 'uplot', in: ['web/charts'] },
]

/**
 * Packages from outside and the folders or files that may import them. Few places each, so that what we depend on
 * stays replaceable and start-up stays quick.
 * @type {{ name: string, in: string[] }[]}
 */
export const packages = [
  { name: '@hono/node-server', in: ['app/listen.ts'] },
  { name: '@hono/zod-openapi', in: ['contract', 'api'] },
  { name: '@photostructure/sqlite', in: ['store/dialects/sqlite/provider.ts'] },
  { name: 'croner', in: ['sync/schedule/next-run.ts'] },
  { name: 'fflate', in: ['simulator/files/zip.ts'] },
  { name: 'hono', in: ['api'] },
  { name: 'kysely', in: ['store'] },
  { name: 'pg', in: ['store/dialects/postgres'] },
  { name: 'picocolors', in: ['cli/output.ts'] },
  { name: 'prom-client', in: ['app/metrics.ts'] },
  { name: 'smol-toml', in: ['app/config-file.ts'] },
  { name: 'tough-cookie', in: ['garmin/cookie-jar.ts'] },
  { name: 'yauzl', in: ['datasets/reading/zip.ts'] },
]
