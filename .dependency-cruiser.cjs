// The one-way flow of data, as rules: git → scanner → SARIF → app/api → lib/ingest → Postgres →
// lib/trends, findings, review → app → components. Each comment says what to do instead.

const TESTS = '(\\.test\\.tsx?$|/(testing|fixtures?)[^/]*(/|\\.tsx?$)|\\.fixture\\.tsx?$)'

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment:
        'These files need each other at run time, so neither can be understood alone. Move what both need into a third file, or pass it as an argument.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'nothing-unresolvable',
      comment: 'This import leads nowhere. Correct the path, or add the package to package.json.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '\\.css$' },
    },
    {
      name: 'components-only-draw',
      comment:
        'A component draws what it is given and never fetches from the database. Load the data in app/ (or through lib/client) and pass it in; take only types from the rooms that query.',
      severity: 'error',
      from: { path: '^components/', pathNot: TESTS },
      to: {
        path: '^(lib|prisma|scanner)/',
        pathNot: '^lib/((charts|client|format|time)/|[^/]+/types\\.ts$)',
      },
    },
    {
      name: 'components-know-no-routes',
      comment:
        'Routes use components, not the other way round. Move what both need to components/ or lib/.',
      severity: 'error',
      from: { path: '^components/' },
      to: { path: '^app/' },
    },
    {
      name: 'lib-knows-no-pages',
      comment:
        'lib/ is the product without its pages, and runs in the worker too. Move the shared part to lib/ and let the page import it.',
      severity: 'error',
      from: { path: '^lib/' },
      to: { path: '^(app|components)/' },
    },
    {
      name: 'pages-do-not-ingest',
      comment:
        'Only app/api takes uploads in. A page reads through lib/trends, lib/findings, lib/review and the like.',
      severity: 'error',
      from: { path: '^app/', pathNot: '^app/api/' },
      to: { path: '^lib/(ingest|sarif)/', pathNot: '/types\\.ts$' },
    },
    {
      name: 'pages-read-as-somebody',
      comment:
        'A page reads for whoever looks at it. Take the database from reading() in app/_data/reader, which sends those who are not signed in to where they can.',
      severity: 'error',
      from: { path: '^app/', pathNot: '^app/(api/|_data/reader\\.ts$|welcome/)' },
      to: { path: '^lib/db/database\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'questions-do-not-write',
      comment:
        'A room that answers questions must not reach into the one that takes data in: reads and writes meet in Postgres. Put what both need in lib/presence, lib/standing or lib/services.',
      severity: 'error',
      from: { path: '^lib/(trends|findings|review|health)/', pathNot: TESTS },
      to: { path: '^lib/(ingest|sarif)/', pathNot: '/types\\.ts$' },
    },
    {
      name: 'ingest-asks-no-questions',
      comment:
        'Ingest must not depend on how numbers are shown. Let the question read what ingest wrote.',
      severity: 'error',
      from: { path: '^lib/(ingest|sarif|presence|standing)/', pathNot: TESTS },
      to: { path: '^lib/(trends|findings|review)/' },
    },
    {
      name: 'pure-rooms-stay-pure',
      comment:
        'This room computes and does no I/O, so that it can be tested by the thousand and used in the browser. Let the caller read the database and pass rows in. (lib/db/ids only hashes.)',
      severity: 'error',
      from: {
        path: '^lib/(time|charts|format|client|sarif|presence/(spans|matching|timeline|coverage|lineage|change))',
        pathNot: TESTS,
      },
      to: {
        path: '(^lib/db/|^node_modules/(pg|@prisma|prisma|next/dist/server)/)',
        pathNot: '^lib/db/ids\\.ts$',
      },
    },
    {
      name: 'prisma-behind-lib-db',
      comment:
        'Only lib/db knows the generated client. Import Database or database() from lib/db/database.',
      severity: 'error',
      from: { pathNot: '^lib/db/' },
      to: { path: '(^lib/db/generated/|^node_modules/(@prisma|\\.prisma|prisma)/)' },
    },
    {
      name: 'launcher-on-top',
      comment:
        'lib/launch starts everything and nothing may depend on having been started by it: with DATABASE_URL the rooms run anywhere. Take settings from the environment or as arguments.',
      severity: 'error',
      from: {
        path: '^(app|components|lib)/',
        pathNot: `(^lib/launch/|^lib/db/write-migration|${TESTS})`,
      },
      to: { path: '^lib/launch/' },
    },
    {
      name: 'scanner-stands-alone',
      comment:
        'The scanner is installed without the dashboard; between them is SARIF over HTTP (docs/formats/sarif.md). Copy the few lines, or say it in the SARIF.',
      severity: 'error',
      from: { path: '^scanner/' },
      to: { path: '^(app|components|lib|prisma|e2e|bench)/' },
    },
    {
      name: 'scanner-is-a-command',
      comment:
        'The dashboard knows the scanner only by its command and its SARIF. Run `plumbline`, or read what it says from the SARIF.',
      severity: 'error',
      from: { path: '^(app|components|lib|e2e)/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^(scanner/src|node_modules/@plumbline/scanner)/' },
    },
    {
      name: 'no-tests-in-the-product',
      comment:
        'Code that ships must not import tests or their helpers. Move what both need out of the test.',
      severity: 'error',
      from: { path: '^(app|components|lib|scanner)/', pathNot: TESTS },
      to: { path: `(^(e2e|bench)/|${TESTS})`, pathNot: '^node_modules/' },
    },
    {
      name: 'declared-packages-only',
      comment:
        'This package is not in the nearest package.json and is here by luck of another one. Add it there (the scanner has its own).',
      severity: 'error',
      from: { path: '^(app|components|lib|scanner|e2e|bench)/', pathNot: TESTS },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'unknown'] },
    },
    {
      name: 'no-dev-packages-in-the-product',
      comment:
        'This package is a devDependency and is missing after npm ci --omit=dev. Move it to dependencies.',
      severity: 'error',
      from: {
        path: '^(app|components|lib|scanner)/',
        pathNot: `(^lib/launch/(test|check)|${TESTS})`,
      },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: '/@types/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(\\.next|lib/db/generated/internal)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types', 'typings'],
      extensions: ['.ts', '.tsx', '.mjs', '.cjs', '.js', '.json', '.d.ts'],
    },
    skipAnalysisNotInRules: true,
  },
}
