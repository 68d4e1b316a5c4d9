const { join } = require('node:path');

const simulators = ['^src/vendors/simulator', '^src/vendors/[^/]+/simulator'];

/**
 * The walls of the house. `test/architecture/walls.test.ts` cruises `src` with them, and proves each of them
 * with a deliberate violation: a rule whose pattern matches nothing any more fails there.
 *
 * @type {import('dependency-cruiser').IConfiguration}
 */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Parts of a cycle cannot be understood or tested one by one, and ESM runs them in a surprising order.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment: 'A file that nothing imports and that imports nothing is dead.',
      severity: 'error',
      // Scripts of pages are loaded by a browser.
      from: { orphan: true, pathNot: '^src/(main\\.ts$|explorer/assets/)' },
      to: {},
    },
    {
      name: 'no-unresolvable',
      comment: 'The build would pass where only a type is imported, and the program would fail at its start.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-development-dependencies',
      comment: 'The image holds production dependencies only: what is not one of them is missing there.',
      severity: 'error',
      from: { path: '^src/' },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        // Types of a production dependency that brings none itself.
        pathNot: 'node_modules/@types/',
      },
    },
    {
      name: 'no-code-of-tests-or-tools',
      comment: 'Tests, benchmarks and scripts stand on the program, never the other way: they are not in the build.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(test|bench|scripts|dist)/' },
    },
    {
      name: 'domain-is-a-leaf',
      comment: 'Vendors, stores and schemas change, the vocabulary does not: it imports nothing of ours.',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: { path: '^src/', pathNot: '^src/domain/' },
    },
    {
      name: 'errors-know-the-domain-only',
      comment: 'Every layer throws these errors: what they imported, every layer would depend on.',
      severity: 'error',
      from: { path: '^src/error(s|-codes)\\.ts$' },
      to: { path: '^src/', pathNot: '^src/(domain/|error-codes\\.ts$)' },
    },
    {
      name: 'services-see-domain-and-errors',
      comment:
        'Decisions that span vendors are made on the ports in domain/sources.ts, so that no vendor leaks into them.',
      severity: 'error',
      from: { path: '^src/services/' },
      to: { path: '^src/', pathNot: '^src/(services/|domain/|error(s|-codes)\\.ts$)' },
    },
    {
      name: 'graphql-sees-no-vendor-and-no-store',
      comment: 'Resolvers are thin: what they need comes from a service, which batches, checks and counts.',
      severity: 'error',
      from: { path: '^src/graphql/' },
      to: { path: '^src/(vendors|store)/' },
    },
    {
      name: 'store-sees-domain-and-errors',
      comment: 'The store keeps what it is handed: it neither asks vendors nor decides.',
      severity: 'error',
      from: { path: '^src/store/' },
      to: { path: '^src/', pathNot: '^src/(store/|domain/|error(s|-codes)\\.ts$)' },
    },
    {
      name: 'cache-sees-domain-and-errors',
      comment: 'The cache stands between the ports of the sources and knows neither who asks nor who answers.',
      severity: 'error',
      from: { path: '^src/cache/' },
      to: { path: '^src/', pathNot: '^src/(cache/|domain/|error(s|-codes)\\.ts$)' },
    },
    {
      name: 'pages-see-the-schema-and-the-error-codes',
      comment: 'Pages are made from descriptions and hold no data: they neither ask vendors nor read what is kept.',
      severity: 'error',
      from: { path: '^src/explorer/' },
      to: { path: '^src/', pathNot: '^src/(explorer/|error-codes\\.ts$)' },
    },
    {
      name: 'changes-see-the-domain',
      comment: 'A bus carries ids from process to process, and knows neither who says so nor who listens.',
      severity: 'error',
      from: { path: '^src/changes/' },
      to: { path: '^src/', pathNot: '^src/(changes/|domain/)' },
    },
    {
      name: 'vendors-are-strangers',
      comment: 'A vendor can be added, replaced or removed as one folder only while no other folder knows it.',
      severity: 'error',
      from: { path: '^src/vendors/([^/]+)/' },
      to: { path: '^src/vendors/[^/]+/', pathNot: '^src/vendors/$1/' },
    },
    {
      name: 'vendors-share-no-vendor',
      comment: 'What all vendors stand on knows none of them; the registry, index.ts, is the only exception.',
      severity: 'error',
      from: { path: '^src/vendors/[^/]+\\.ts$', pathNot: '^src/vendors/index\\.ts$' },
      to: { path: '^src/vendors/[^/]+/' },
    },
    {
      name: 'vendors-never-read-the-configuration',
      comment:
        "A vendor is handed its settings: it can be connected twice, tested alone, and sees no other vendor's key.",
      severity: 'error',
      from: { path: '^src/vendors/' },
      to: { path: '^src/(config|app|main)\\.ts$' },
    },
    {
      name: 'vendors-know-nothing-above-them',
      comment: 'A vendor fills a port: who asks through the port is none of its business.',
      severity: 'error',
      from: { path: '^src/vendors/' },
      to: { path: '^src/(services|graphql|http|store|sandbox)/' },
    },
    {
      name: 'enter-a-vendor-by-its-door',
      comment: 'Wire names and traps stay behind index.ts. The sandbox has a door of its own.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(sandbox/|vendors/[^/]+/)' },
      to: { path: '^src/vendors/[^/]+/', pathNot: '^src/vendors/[^/]+/index\\.ts$' },
    },
    {
      name: 'sandbox-enters-a-vendor-by-its-simulator',
      comment: 'The sandbox plays the vendors: it must not lean on the client that it is there to judge.',
      severity: 'error',
      from: { path: '^src/sandbox/' },
      to: { path: '^src/vendors/[^/]+/', pathNot: '^src/vendors/[^/]+/simulator\\.ts$' },
    },
    {
      name: 'simulators-are-for-the-sandbox',
      comment: 'A process that serves real vendors loads no simulator.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/sandbox/', ...simulators] },
      to: { path: simulators },
    },
    {
      name: 'one-http-client',
      comment: 'What a client throws carries keys and addresses: the transports alone see it, and hand on its code.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/vendors/transport-[^/]+\\.ts$' },
      to: { path: '(^|/)node_modules/(got|undici|axios|node-fetch|ky)/' },
    },
    {
      name: 'sandbox-is-loaded-by-main',
      comment: 'Simulated people must not get into a process that was not asked for them.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(main\\.ts$|sandbox/)' },
      to: { path: '^src/sandbox/' },
    },
    {
      name: 'sandbox-is-loaded-on-demand',
      comment: 'A static import would load the simulators into every process: main.ts uses import().',
      severity: 'error',
      from: { path: '^src/main\\.ts$' },
      to: { path: '^src/sandbox/', dependencyTypesNot: ['dynamic-import', 'type-only'] },
    },
    {
      name: 'nobody-imports-the-roots',
      comment:
        'main.ts and cli/main.ts start a process when they are imported, and app.ts knows everybody: only main.ts uses app.ts.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/main\\.ts$' },
      to: { path: '^src/(main|app|cli/main)\\.ts$' },
    },
    {
      name: 'command-line-is-an-end',
      comment: 'The server works without the command line: what both need stands where the server has it.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/cli/' },
      to: { path: '^src/cli/' },
    },
    {
      name: 'command-line-asks-over-http',
      comment: 'What a server knows is asked of a server: a second way to it would show what no caller sees.',
      severity: 'error',
      from: { path: '^src/cli/' },
      to: { path: '^src/(services|graphql|http|sandbox)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Type-only imports count: a wall that types may cross is none.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: join(__dirname, 'tsconfig.json') },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.json'],
    },
  },
};
