import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { at } from '../paths.mjs';

/** Shipped as they are beside what is bundled. */
const WHOLE = ['electron', 'keytar', '@lydell/node-pty', 'node', '@vscode/ripgrep'];

/** The licences of all that is shipped, and a bill of materials (CycloneDX), in `out/packing/papers`. */
export function layPapers() {
  const folder = at('out', 'packing', 'papers');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const places = [...JSON.parse(readFileSync(at('out', 'bundled.json'), 'utf8')), ...WHOLE];
  const shipped = new Map(places.map((place) => [packageAt(place), place]));
  const bill = billOfTree();
  const components = bill.components.filter((component) => shipped.has(nameOf(component)));
  const refs = new Set(components.map((component) => component['bom-ref']));
  const dependencies = bill.dependencies
    .filter(({ ref }) => refs.has(ref))
    .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((other) => refs.has(other)) }));
  writeFileSync(
    path.join(folder, 'sbom.cdx.json'),
    `${JSON.stringify({ ...bill, components, dependencies }, undefined, 2)}\n`,
  );
  writeFileSync(
    path.join(folder, 'licences.txt'),
    components.map((component) => noticeOf(component, shipped.get(nameOf(component)))).join('\n'),
  );
  copyFileSync(at('LICENSE'), path.join(folder, 'LICENSE'));
}

function billOfTree() {
  // A build for production leaves word of that in the environment, and npm would then leave out what is bundled.
  const env = { ...process.env, NODE_ENV: '' };
  const bill = JSON.parse(
    execFileSync('npm', ['sbom', '--package-lock-only', '--sbom-format', 'cyclonedx'], {
      cwd: at(),
      env,
      maxBuffer: 2 ** 26,
    }),
  );
  // By itself npm names the tree after its folder.
  const { name } = JSON.parse(readFileSync(at('package.json'), 'utf8'));
  return { ...bill, metadata: { ...bill.metadata, component: { ...bill.metadata.component, name } } };
}

/** Two versions of one package may be installed, and one may be installed under another name than its own. */
const nameOf = ({ name, version }) => `${name}@${version}`;

function packageAt(place) {
  const { version } = JSON.parse(readFileSync(at('node_modules', place, 'package.json'), 'utf8'));
  return nameOf({ name: place.replace(/^.*\/node_modules\//, ''), version });
}

function noticeOf(component, place) {
  const folder = at('node_modules', place);
  const files = existsSync(folder)
    ? readdirSync(folder).filter((file) => /^(licen[cs]e|notice|copying)/i.test(file))
    : [];
  const texts = files.map((file) => readFileSync(path.join(folder, file), 'utf8').trim());
  const licence = component.licenses
    ?.map(({ license, expression }) => license?.id ?? license?.name ?? expression)
    .join(', ');
  return `${component.name} ${component.version} (${licence ?? 'licence not named'})\n\n${texts.join('\n\n')}\n${'-'.repeat(79)}\n`;
}
