// Renders the SVGs beside it: `node build/icons/render.mjs`, where rsvg-convert is installed. The PNGs are committed,
// so only who changes a drawing needs it.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const here = (name) => path.join(import.meta.dirname, name);
const faces = ['well', 'coming', 'dead', 'unsure', 'locked'];

for (const face of faces) {
  const drawing = readFileSync(here(`tray-${face}.svg`), 'utf8');
  for (const [size, mark] of [
    [16, ''],
    [32, '@2x'],
  ]) {
    // macOS colours a template by its alpha alone. Its black is for who looks at the file.
    render(drawing.replace('color="#fff"', 'color="#000"'), size, `tray-${face}Template${mark}.png`);
    render(outlined(drawing), size, `tray-${face}${mark}.png`);
  }
}
render(readFileSync(here('app.svg'), 'utf8'), 512, 'app.png');

/** White with a dark edge can be seen on a dark panel and on a light one. */
function outlined(drawing) {
  const edge = `<filter id="edge" x="0" y="0" width="16" height="16" filterUnits="userSpaceOnUse">
    <feMorphology in="SourceAlpha" operator="dilate" radius="0.9" result="wide"/>
    <feFlood flood-color="#14181d"/><feComposite in2="wide" operator="in"/>
    <feMerge><feMergeNode/><feMergeNode in="SourceGraphic"/></feMerge>
  </filter>`;
  return drawing.replace(/(<svg[^>]*>)([^]*)(<\/svg>)/, `$1${edge}<g filter="url(#edge)">$2</g>$3`);
}

function render(svg, size, name) {
  const { status, stdout, stderr, error } = spawnSync('rsvg-convert', ['-w', `${size}`, '-h', `${size}`], {
    encoding: 'buffer',
    input: svg,
  });
  if (status !== 0) throw error ?? new Error(`${name}: ${stderr.toString()}`);
  writeFileSync(here(name), stdout);
}
