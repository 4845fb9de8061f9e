import js from '@eslint/js'
import * as wxmlParser from '@wxml/parser'
import wxml from 'eslint-plugin-wxml'
import tseslint from 'typescript-eslint'

/** @param {string} object @param {string} why */
const banned = (object, why) => ({ name: object, message: why })

/**
 * The rules of the field know no clock, no chance and no platform: all of it is passed in.
 * @type {import('eslint').Linter.Config}
 */
const pureDomain = {
  files: ['miniprogram/domain/**/*.ts'],
  rules: {
    'no-restricted-globals': [
      'error',
      banned('wx', 'domain/ runs on servers too: take what you need as an argument'),
      banned('process', 'domain/ runs on phones too: take what you need as an argument'),
      banned('require', 'domain/ imports its neighbours only'),
      banned('console', 'domain/ has no output: return it or refuse'),
      banned('setTimeout', 'domain/ has no clock: take the time as an argument'),
    ],
    'no-restricted-properties': [
      'error',
      { object: 'Date', property: 'now', message: 'take the time as an argument, epoch milliseconds' },
      { object: 'Math', property: 'random', message: 'take the random value as an argument' },
      { object: 'globalThis', message: 'domain/ has no surroundings' },
    ],
    'no-restricted-syntax': [
      'error',
      {
        selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
        message: 'take the time as an argument',
      },
      { selector: 'CallExpression[callee.name="Date"]', message: 'take the time as an argument' },
      { selector: 'ImportExpression', message: 'domain/ imports its neighbours only, at the top' },
    ],
  },
}

/** @param {string[]} names @returns {Record<string, 'readonly'>} */
const known = (names) => Object.fromEntries(names.map((name) => [name, 'readonly']))

const miniProgramGlobals = known(['wx', 'App', 'Page', 'Component', 'Behavior', 'getApp', 'getCurrentPages'])

/** With a name, which ESLint asks for before it keeps findings. */
const namedWxmlParser = {
  meta: { name: '@wxml/parser' },
  parseForESLint: wxmlParser.parseForESLint,
}

const wxmlRules = [
  'report-wxml-syntax-error',
  'report-wxs-syntax-error',
  'report-interpolation-error',
  'no-const-and-let-in-wxs',
  'no-dot-this-in-wx-key',
  'no-duplicate-attributes',
  'no-inconsistent-tagname',
  'no-unexpected-string-bool',
  'no-vue-directive',
  'no-wx-for-with-wx-else',
  'no-wx-for-with-wx-if',
  'no-wx-if-string',
  'wx-key',
  'wxs-module-prop',
  'wxs-must-be-top-level',
]

export default tseslint.config(
  {
    ignores: [
      '**/node_modules/',
      '**/miniprogram_npm/',
      '.local/',
      'dist/',
      'artifacts/',
      'coverage/',
      '**/*.d.ts',
    ],
  },
  {
    files: ['**/*.ts'],
    extends: [js.configs.recommended, ...tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      // An async function that awaits nothing keeps an interface's promise: ports, fastify plugins, fakes in tests.
      '@typescript-eslint/require-await': 'off',
      // Component frameworks and SDKs hand out plain functions written as methods.
      '@typescript-eslint/unbound-method': 'off',
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'], location: 'anywhere' }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  {
    files: ['**/*.mjs'],
    extends: [js.configs.recommended],
    languageOptions: {
      globals: known([
        'process',
        'console',
        'performance',
        'URL',
        'Buffer',
        'setTimeout',
        'clearTimeout',
        'fetch',
      ]),
    },
  },
  {
    files: ['**/*.cjs'],
    extends: [js.configs.recommended],
    languageOptions: {
      sourceType: 'commonjs',
      globals: known(['process', 'console', 'require', 'module', '__dirname', 'global', 'setTimeout']),
    },
  },
  { files: ['miniprogram/**/*.ts'], languageOptions: { globals: miniProgramGlobals } },
  {
    files: ['miniprogram/**/*.ts'],
    ignores: ['miniprogram/api/open-page.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        {
          object: 'wx',
          property: 'navigateTo',
          message: 'openPage (miniprogram/api) opens a page only once',
        },
      ],
    },
  },
  pureDomain,
  {
    // Wire protocols, compiled templates and pages under test are untyped by nature. What ships is held to more.
    files: ['local/**/*.ts', 'bench/**/*.ts', 'test/**/*.ts'],
    rules: Object.fromEntries(
      ['argument', 'assignment', 'call', 'member-access', 'return'].map((use) => [
        `@typescript-eslint/no-unsafe-${use}`,
        'off',
      ]),
    ),
  },
  {
    files: ['local/preview/**/*.ts', 'test/**/*.ts'],
    rules: { '@typescript-eslint/no-explicit-any': 'off' },
  },
  {
    files: ['**/*.wxml'],
    plugins: { wxml },
    languageOptions: { parser: namedWxmlParser },
    rules: Object.fromEntries(wxmlRules.map((rule) => [`wxml/${rule}`, 'error'])),
  },
)
