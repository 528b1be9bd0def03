import eslint from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const TYPESCRIPT = ['**/*.{ts,tsx}'];
const PAGE = ['apps/dashboard/**/*.{ts,tsx}'];
const PAGE_FOR_BROWSERS = ['apps/dashboard/public/*.js'];
const SPECS = ['**/*.spec.ts', '**/testing/**/*.ts', 'test/**/*.ts'];
const PURE_ROOMS = ['domain', 'strategy', 'backtest-engine', 'jobs'].map(
  (room) => `libs/${room}/src/**/*.ts`,
);

const unfinishedTests = [
  {
    selector:
      'CallExpression > MemberExpression.callee[property.name=/^(only|skip|todo|failing)$/][object.name=/^(it|test|describe)$/]',
    message:
      'A test runs or goes; one that needs something absent says so: `(found ? describe : describe.skip)(…)`.',
  },
  {
    selector:
      'CallExpression > MemberExpression.callee > MemberExpression.object[property.name=/^(only|skip)$/]',
    message: 'A test runs or goes.',
  },
  {
    selector: 'CallExpression[callee.name=/^(fit|xit|xtest|fdescribe|xdescribe)$/]',
    message: 'A test runs or goes.',
  },
];

const environment = {
  selector: 'MemberExpression[object.name="process"][property.name="env"]',
  message: 'Settings come from #config (loadConfig, APP_CONFIG).',
};

const impure = [
  {
    selector: 'MemberExpression[object.name="Date"][property.name="now"]',
    message: 'The time is passed in (Clock).',
  },
  {
    selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
    message: 'The time is passed in (Clock).',
  },
  {
    selector: 'MemberExpression[object.name="Math"][property.name="random"]',
    message: 'Randomness is passed in.',
  },
  {
    selector: 'CallExpression[callee.name=/^(setTimeout|setInterval|setImmediate|fetch)$/]',
    message: 'Pure rooms wait for nothing and fetch nothing.',
  },
];

const forbid = (...rules) => ['error', ...rules.flat()];

export default defineConfig(
  globalIgnores(['dist', 'coverage', 'examples/clients/typescript/barkeep-api.d.ts', '.barkeep*', 'logs']),
  { linterOptions: { reportUnusedDisableDirectives: 'error', reportUnusedInlineConfigs: 'error' } },
  eslint.configs.recommended,
  {
    rules: {
      eqeqeq: ['error', 'smart'],
      'max-lines': ['warn', { max: 300 }],
      'no-restricted-syntax': forbid(unfinishedTests),
      'object-shorthand': 'error',
      'prefer-const': 'error',
    },
  },
  {
    files: ['**/*.{js,mjs}'],
    ignores: PAGE_FOR_BROWSERS,
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        fetch: 'readonly',
        Buffer: 'readonly',
        AbortSignal: 'readonly',
        performance: 'readonly',
      },
    },
  },
  {
    files: PAGE_FOR_BROWSERS,
    languageOptions: {
      sourceType: 'script',
      globals: { document: 'readonly', localStorage: 'readonly', matchMedia: 'readonly' },
    },
  },
  {
    files: TYPESCRIPT,
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    files: ['src/**/*.ts', 'apps/**/*.{ts,tsx}', 'libs/**/*.ts'],
    ignores: [...SPECS, 'libs/config/**'],
    rules: {
      'no-restricted-syntax': forbid(unfinishedTests, environment),
      'no-restricted-imports': [
        'error',
        { paths: ['process', 'node:process'].map((name) => ({ name, message: environment.message })) },
      ],
    },
  },
  {
    files: PURE_ROOMS,
    ignores: [...SPECS, 'libs/domain/src/clock.ts', 'libs/backtest-engine/src/thread/**'],
    rules: { 'no-restricted-syntax': forbid(unfinishedTests, environment, impure) },
  },
  {
    files: PAGE,
    extends: [reactHooks.configs.flat['recommended-latest']],
  },
  {
    files: SPECS,
    rules: {
      'max-lines': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
);
