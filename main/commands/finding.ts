import type { FindingAnswers } from '../../shared/commands/finding.ts';
import type { Handlers } from '../../shared/contract.ts';
import { failed, succeeded } from '../../shared/result.ts';
import type { Ports } from '../domain/ports.ts';
import type { Registry } from '../domain/provider.ts';
import type { Surface } from '../domain/surface.ts';
import { historyFiles, knownFolders, knownPlaces } from '../importers/places.ts';
import { importers } from '../importers/registry.ts';
import type { Checking } from '../services/checking.ts';
import { createDiscovering } from '../services/discovering.ts';
import { createEndingLeaks } from '../services/ending-leaks.ts';
import { createImporting } from '../services/importing.ts';
import type { Notifying } from '../services/notifying.ts';
import type { Picture } from '../services/picture.ts';
import { createPlainPlaces } from '../services/plain-places.ts';
import type { Revoking } from '../services/revoking.ts';
import type { Rotation } from '../services/rotation.ts';
import type { Safekeeping } from '../services/safekeeping.ts';
import { createScanning } from '../services/scanning.ts';
import { createTakingOver } from '../services/taking-over.ts';
import { createWatching, type Watching } from '../services/watching.ts';

type Needs = Ports & {
  readonly registry: Registry;
  readonly checking: Checking;
  readonly safekeeping: Safekeeping;
  readonly picture: Picture;
  readonly rotation: Rotation;
  readonly revoking: Revoking;
  readonly notifying: Notifying;
  readonly surface: Pick<Surface, 'choose'>;
  changed(): void;
};

interface Finding {
  readonly handlers: (actor: string) => Pick<Handlers, keyof FindingAnswers>;
  readonly watching: Watching;
}

/** What finds tokens outside the vault, and what is done with them. */
export function createFinding(needs: Needs): Finding {
  const { elsewhere, surface } = needs;
  const known = { known: knownPlaces(elsewhere.places), folders: knownFolders(elsewhere.places) };
  const scanning = createScanning({ ...needs, histories: historyFiles(elsewhere.places) });
  const importing = createImporting({ ...needs, importers });
  const discovering = createDiscovering({ ...needs, places: createPlainPlaces({ ...needs, importers, ...known }) });
  const takingOver = createTakingOver({ ...needs, discovering });
  const leaks = createEndingLeaks({ ...needs, scanning });
  const watching = createWatching({ ...needs, scanning });
  const handlers: Finding['handlers'] = (actor) => ({
    scan: (input) => scanning.begin(input, actor),
    scanNews: ({ id }) => scanning.news(id),
    scanCancel: async ({ id }) => succeeded({ cancelled: scanning.cancel(id) }),
    scanIgnore: (input) => scanning.ignore(input, actor),
    async choose({ what, name }) {
      if (surface.choose === undefined) return failed({ code: 'no-window' });
      return succeeded({ path: await surface.choose(what, name) });
    },
    importPreview: importing.preview,
    importRemove: (input) => importing.remove(input, actor),
    importFile: (input) => importing.take(input, actor),
    discover: (input) => discovering.discover(input, actor),
    takeOver: (input) => takingOver.take(input, actor),
    takeBack: (input) => takingOver.back(input, actor),
    takeOvers: async () => succeeded(takingOver.list()),
    endLeak: (input) => leaks.end(input, actor),
  });
  return { handlers, watching };
}
