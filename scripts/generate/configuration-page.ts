import { SETTINGS, type Setting } from '#config';
import { generatedFrom, markdownTable } from './markdown.js';

function defaultOf({ default: value, secret }: Setting<unknown>): string {
  const text = String(value);
  if (text === '') return secret ? 'none' : 'empty';
  return `\`${text}\``;
}

/** docs/configuration.md. */
export function renderConfigurationPage(): string {
  const rows = Object.entries<Setting<unknown>>(SETTINGS).map(([name, setting]) => [
    `\`${name}\``,
    setting.summary,
    setting.shape,
    defaultOf(setting),
    [setting.secret ? `\`${name}_FILE\`` : '', setting.fallback ? `\`${setting.fallback}\`` : '']
      .filter(Boolean)
      .join(', '),
  ]);
  return `# Settings

${generatedFrom('libs/config/src/settings.ts')}

Settings are environment variables. A value of the wrong shape stops the start with one line for each. A secret may
also stand in a file that \`<NAME>_FILE\` points to. The last column says what else is read where the setting itself is
absent.

${markdownTable(['setting', 'what it does', 'shape', 'default', 'also from'], rows)}
`;
}
