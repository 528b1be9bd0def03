import { availableParallelism } from 'node:os';

/** Jest in ESM mode over the TypeScript sources; swc compiles, tsc checks types. */
export default {
  rootDir: '.',
  roots: [
    '<rootDir>/src',
    '<rootDir>/apps',
    '<rootDir>/libs',
    '<rootDir>/test',
    '<rootDir>/scripts',
    '<rootDir>/bench',
  ],
  testMatch: ['**/*.spec.ts'],
  testEnvironment: 'node',
  // Specs wait for stores and processes of their own more than they compute: two more than there are cores.
  maxWorkers: availableParallelism() + 2,
  // Modules of ESM specs stay in memory until their process goes.
  workerIdleMemoryLimit: '1GB',
  // Machines that run many things at once: a test that hangs is still found.
  testTimeout: 30_000,
  testSequencer: '<rootDir>/test/support/long-first-sequencer.mjs',
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: {
    '^#([a-z-]+)$': '<rootDir>/libs/$1/src/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          keepClassNames: true,
        },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
};
