// Looks at a folder that "preview" wrote and prints, as JSON, what mail programs cannot show and what is no sound HTML.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { caniemail } from 'caniemail';
import { HtmlValidate, StaticConfigLoader } from 'html-validate';

const clients = ['gmail.*', 'outlook.windows', 'outlook.outlook-com', 'outlook.macos', 'apple-mail.*', 'yahoo.*', 'samsung-email.*'];

const strict = { root: true, extends: ['html-validate:recommended'] };

// Mail programs understand the HTML of 1999: tables for layout, with their attributes, styles in elements, comments for Outlook.
const mail = {
  ...strict,
  rules: {
    'no-inline-style': 'off',
    'no-conditional-comment': 'off',
    'no-deprecated-attr': 'off',
    'prefer-native-element': ['error', { exclude: ['main'] }],
  },
};

const [folder] = process.argv.slice(2);

const files = kind => readdirSync(join(folder, kind))
  .filter(name => name.endsWith('.html'))
  .map(name => ({ name: `${kind}/${name}`, html: readFileSync(join(folder, kind, name), 'utf8') }));

const gapsIn = ({ name, html }) => {
  const { issues } = caniemail({ clients, html });
  return ['errors', 'warnings'].flatMap(level => [...issues[level]].flatMap(([client, found]) =>
    found.map(({ title, notes }) => ({ file: name, level: level.slice(0, -1), feature: title, client, notes }))));
};

const mistakesIn = async (config, { name, html }) => {
  const report = await new HtmlValidate(new StaticConfigLoader(config)).validateString(html, name);
  return report.results.flatMap(result => result.messages)
    .map(({ ruleId, message, line }) => ({ file: name, line, rule: ruleId, message }));
};

const [mails, pages] = [files('mails'), files('pages')];
const mistakes = await Promise.all([...mails.map(each => mistakesIn(mail, each)), ...pages.map(each => mistakesIn(strict, each))]);
process.stdout.write(JSON.stringify({ looked: [...mails, ...pages].map(({ name }) => name), gaps: mails.flatMap(gapsIn), mistakes: mistakes.flat() }));
