// `npm run audit`: asks the registry for known weaknesses in everything that is installed, since all of it is bundled or builds the bundle.
// Exit status: 0 none that is high or critical · 1 there are · 3 the registry did not say. Nothing is changed.
import { spawnSync } from 'node:child_process';

const GRAVE = ['high', 'critical'];
const ASK_MS = 120_000;

const asked = spawnSync('npm', ['audit', '--json'], {
  encoding: 'utf8',
  timeout: ASK_MS,
  maxBuffer: 64 * 1_048_576,
  shell: process.platform === 'win32',
});
const report = parse(asked.stdout ?? '');
const found = report?.vulnerabilities;

if (found === undefined) {
  const why = report?.message ?? report?.error?.summary ?? asked.error?.code ?? 'no answer';
  console.error(`dependency audit: not run: the registry did not say (${String(why).split('\n')[0]})`);
  process.exit(3);
}
const weak = Object.values(found).sort((a, b) => a.name.localeCompare(b.name));
for (const { name, severity, range, via } of weak) {
  const titles = via.filter((each) => typeof each === 'object').map(({ title, url }) => `${title} ${url}`);
  console.log(`${severity.padEnd(8)} ${name} ${range}${titles.map((title) => `\n         ${title}`).join('')}`);
}
const grave = weak.filter(({ severity }) => GRAVE.includes(severity));
console.log(`dependency audit: ${weak.length} known weaknesses, ${grave.length} of them grave`);
process.exit(grave.length === 0 ? 0 : 1);

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
