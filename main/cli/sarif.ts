import { pathToFileURL } from 'node:url';
import type { ScanReport, Sighting } from '../../shared/commands/scan.ts';
import { VERSION } from '../../shared/version.ts';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** The report in SARIF 2.1.0, as code scanning reads it. The fingerprint is that of the value, wherever it lies. */
export function sarifOf({ sightings, root, cut }: ScanReport) {
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
  const below = file.startsWith(`${root}/`) ? file.slice(root.length + 1) : file;
  const uri = below.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
  return below.startsWith('/') ? { uri: `file://${uri}` } : { uri, uriBaseId: 'ROOT' };
}
