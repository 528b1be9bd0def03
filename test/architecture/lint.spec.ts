import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';

const project = resolve(import.meta.dirname, '../..');

/** What each text would be blamed for if it stood in that file; the files themselves stay as they are. */
const samples = {
  impure: {
    file: 'libs/domain/src/bar.ts',
    text: `export const bad = [Date.now(), new Date(), Math.random(), setTimeout(String, 1), process.env.HOME];\n`,
  },
  environment: {
    file: 'libs/observability/src/index.ts',
    text: `import { env } from 'node:process';\nexport const bad = [env.HOME, process.env.HOME];\n`,
  },
  environmentInConfig: {
    file: 'libs/config/src/index.ts',
    text: `import { env } from 'node:process';\nexport const good = [env.HOME, process.env.HOME];\n`,
  },
  careless: {
    file: 'libs/observability/src/index.ts',
    text: `
async function work(): Promise<void> {}
export function start(kind: 'a' | 'b', list: number[]): any {
  work();
  list.forEach(async () => work());
  switch (kind) {
    case 'a':
      return 1;
  }
}
${'// one more line\n'.repeat(300)}`,
  },
  leftOut: {
    file: 'libs/domain/src/bar.spec.ts',
    text: ['it.only', 'it.skip', 'describe.skip', 'test.todo', 'it.skip.each([1])', 'fdescribe', 'xit']
      .map((call) => `${call}('does something', () => undefined);`)
      .join('\n'),
  },
};

interface Message {
  ruleId: string;
  message: string;
}

/** One process for all samples, because the linter reads the whole project's types first. */
function lintSamples(): Record<keyof typeof samples, Message[]> {
  const program = `
    import { text } from 'node:stream/consumers';
    import { ESLint } from 'eslint';
    const eslint = new ESLint();
    const found = {};
    for (const [name, sample] of Object.entries(JSON.parse(await text(process.stdin)))) {
      found[name] = (await eslint.lintText(sample.text, { filePath: sample.file }))[0].messages;
    }
    console.log(JSON.stringify(found));`;
  const args = ['--input-type=module', '--eval', program];
  const output = execFileSync(process.execPath, args, {
    cwd: project,
    input: JSON.stringify(samples),
    encoding: 'utf8',
  });
  return JSON.parse(output) as Record<keyof typeof samples, Message[]>;
}

describe('the linter', () => {
  let found: Record<keyof typeof samples, Message[]>;
  const rulesOf = (sample: keyof typeof samples): string[] =>
    found[sample].map(({ ruleId }) => ruleId).sort();
  const messagesOf = (sample: keyof typeof samples): string[] => found[sample].map(({ message }) => message);

  beforeAll(() => {
    found = lintSamples();
  }, 60_000);

  it('finds time, chance, waiting and settings in a pure room', () => {
    expect(messagesOf('impure')).toEqual([
      'The time is passed in (Clock).',
      'The time is passed in (Clock).',
      'Randomness is passed in.',
      'Pure rooms wait for nothing and fetch nothing.',
      'Settings come from #config (loadConfig, APP_CONFIG).',
    ]);
  });

  it('finds the environment in any room but config', () => {
    expect(rulesOf('environment')).toEqual(['no-restricted-imports', 'no-restricted-syntax']);
    expect(rulesOf('environmentInConfig')).toEqual([]);
  });

  it('finds promises that nobody waits for, missed cases, any and files without end', () => {
    expect(rulesOf('careless')).toEqual([
      '@typescript-eslint/no-explicit-any',
      '@typescript-eslint/no-floating-promises',
      '@typescript-eslint/no-misused-promises',
      '@typescript-eslint/switch-exhaustiveness-check',
      'max-lines',
    ]);
  });

  it('finds tests that are left out', () => {
    const leftOut = messagesOf('leftOut').filter((message) => message.startsWith('A test runs or goes'));
    expect(leftOut).toHaveLength(7);
  });
});
