import type { ActAnswers } from '../../shared/commands/acts.ts';
import type { Handlers } from '../../shared/contract.ts';
import { succeeded } from '../../shared/result.ts';
import type { Catalog } from '../domain/storage-ports.ts';
import type { Editing } from '../services/editing.ts';
import { named } from '../services/naming.ts';
import type { Picture } from '../services/picture.ts';
import type { Renewals } from '../services/renewal.ts';
import type { Revoking } from '../services/revoking.ts';
import type { Rotation } from '../services/rotation.ts';

interface Needs {
  readonly catalog: Catalog;
  readonly editing: Editing;
  readonly renewals: Renewals;
  readonly rotation: Rotation;
  readonly revoking: Revoking;
  readonly picture: Picture;
}

export const actHandlers =
  ({ catalog, editing, renewals, rotation, revoking, picture }: Needs) =>
  (actor: string): Pick<Handlers, keyof ActAnswers> => ({
    async refresh({ token: name }) {
      const found = named(catalog, name);
      if (!found.ok) return found;
      const renewed = await renewals.refresh(found.value.id, actor);
      return renewed.ok ? succeeded(picture.view(catalog.get(found.value.id) ?? found.value)) : renewed;
    },
    rotation: async (input) => rotation.preview(input),
    rotate: (input) => rotation.rotate(input, actor),
    undo: (input) => rotation.undo(input, actor),
    revocation: async (input) => revoking.preview(input),
    revoke: (input) => revoking.revoke(input, actor),
    revokeAll: (input) => revoking.revokeAll(input, actor),
    schedule: (input) => editing.schedule(input, actor),
  });
