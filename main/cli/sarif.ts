import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ScanReport, Sighting } from '../../shared/commands/scan.ts';
import { VERSION } from '../../shared/version.ts';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** The report in SARIF 2.1.0, as code scanning reads it. The fingerprint is that of the value, wherever it lies. */
export function sarifOf({ sightings, root: searched, cut }: ScanReport) {
  // A file that was searched alone lies in its folder.
  const root = sightings.some(({ place }) => place.file === searched) ? path.dirname(searched) : searched;
  const names = new Map(sightings.map(({ rule, what }) => [rule, what]));
  const rules = Array.from(names, ([id, what]) => ({ id, shortDescription: { text: what } }));
  return {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Tokenkeep', version: VERSION, rules } },
        originalUriBaseIds: { ROOT: { uri: `${pathToFileURL(root).href.replace(/\/$/, '')}/` } },
        invocations: [{ executionSuccessful: !cut }],
        results: sightings.map((each) => resultOf(each, root)),
      },
    ],
  };
}

function resultOf(sighting: Sighting, root: string) {
  const { id, rule, token, what, place } = sighting;
  const inside = place.entry === undefined ? '' : ` in ${place.entry}`;
  const text =
    token === undefined
      ? `${what}${inside}`
      : `${token.earlier ? 'An earlier value of your' : 'Your'} token ${token.label} (${token.state})${inside}`;
  return {
    ruleId: rule,
    level: token === undefined ? 'warning' : 'error',
    message: { text },
    partialFingerprints: { 'tokenkeepValue/v1': id },
    locations: [
      {
        physicalLocation: {
          artifactLocation: artifactOf(place.file, root),
          region: { startLine: place.line, startColumn: place.column },
        },
      },
    ],
    ...(place.commit === undefined ? {} : { properties: { commit: place.commit } }),
  };
}

function artifactOf(file: string, root: string) {
  const isWindows = /^(?:[A-Za-z]:)?\\/.test(root);
  const [place, top] = isWindows ? [slashed(file), slashed(root)] : [file, root];
  const below = place.startsWith(`${top}/`) ? place.slice(top.length + 1) : place;
  const uri = below.split('/').map(segmentOf).join('/');
  if (below.startsWith('/')) return { uri: `file://${uri}` };
  return /^[A-Za-z]:/.test(below) ? { uri: `file:///${uri}` } : { uri, uriBaseId: 'ROOT' };
}

const slashed = (name: string): string => name.replaceAll('\\', '/');

/** What a name cannot show is escaped in it: bytes as `\\xff`, a line end as `\\n`, and the sign of it as two. */
const segmentOf = (segment: string): string =>
  segment
    .split(/(\\x[0-9a-f]{2}|\\n|\\\\)/)
    .map((part, n) => (n % 2 === 1 ? escapeOf(part) : encodeURIComponent(part)))
    .join('');

function escapeOf(part: string): string {
  if (part === String.raw`\n`) return '%0A';
  return part.startsWith(String.raw`\x`) ? `%${part.slice(2).toUpperCase()}` : '%5C';
}
