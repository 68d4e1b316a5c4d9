import eslint from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const environment = 'Settings come from config.ts, which validates them: only environment.ts reads process.env.';

export default defineConfig(
  globalIgnores(['dist/', 'client/dist/', 'coverage/', 'data/', '.local/', 'client/src/generated/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  eslint.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      // Its fix turns the import of a class into `import type`; where a decorator's metadata names the class,
      // that compiles and fails at run time. The compiler (verbatimModuleSyntax) asks for `import type` where it is safe.
      '@typescript-eslint/consistent-type-imports': 'off',
      // The compiler reports those (noUnusedLocals, noUnusedParameters).
      '@typescript-eslint/no-unused-vars': 'off',

      // The decorated classes of domain and graphql are shapes of plain data: literals fill them, spreads copy them.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true, allowEmpty: true }],
      // Codes and names of vendors arrive as texts: comparison with the enum is how they are recognized.
      '@typescript-eslint/no-unsafe-enum-comparison': 'off',
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      // An empty text is how vendors say that there is none.
      '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: { string: true } }],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allow: [{ from: 'package', name: ['URL', 'URLSearchParams'], package: 'url' }] },
      ],
      // What no type declares is shown as a text: `answer['field']`.
      '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
      // It asks for `!`, which no-non-null-assertion forbids.
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
      // An alias fits where an index signature is expected, an interface does not: both have their place.
      '@typescript-eslint/consistent-type-definitions': 'off',
      // A parameter that is used once lets the caller name the type at a boundary that has none.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      // Hooks of servers and ports of the domain are asynchronous by contract.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidOperator: true },
      ],
    },
  },
  {
    files: ['src/**/*.ts', 'client/src/**/*.ts'],
    rules: {
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/environment.ts'],
    rules: {
      'no-restricted-properties': ['error', { object: 'process', property: 'env', message: environment }],
      'no-restricted-imports': [
        'error',
        {
          paths: [
            ...['process', 'node:process'].map((name) => ({
              name,
              importNames: ['env', 'default'],
              message: environment,
            })),
            {
              name: 'type-graphql',
              importNames: ['Info'],
              message: 'A plan resolves a field for many parents at once: there is no path to tell a resolver.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['test/**/*.ts', 'bench/**/*.ts', 'scripts/**/*.ts'],
    rules: {
      // What arrives is judged by the assertion, and Jest's matchers are typed `any`, as are answers.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/restrict-plus-operands': 'off',
      '@typescript-eslint/no-base-to-string': 'off',
      '@typescript-eslint/no-dynamic-delete': 'off',
      '@typescript-eslint/no-misused-spread': 'off',
    },
  },
  {
    // They run in a browser, as they are.
    files: ['src/explorer/assets/*.js'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          ...['AbortController', 'TextDecoderStream', 'URL', 'URLSearchParams', 'clearTimeout'],
          ...['document', 'fetch', 'localStorage', 'location', 'matchMedia', 'navigator', 'setTimeout', 'window'],
          ...['GraphiQL', 'React', 'ReactDOM'],
        ].map((name) => [name, 'readonly']),
      ),
    },
  },
  {
    files: ['**/*.mjs', '**/*.cjs'],
    languageOptions: {
      globals: {
        URL: 'readonly',
        console: 'readonly',
        process: 'readonly',
        module: 'writable',
        require: 'readonly',
        __dirname: 'readonly',
      },
    },
  },
);
