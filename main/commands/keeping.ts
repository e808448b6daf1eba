import type { KeepingAnswers } from '../../shared/commands/keeping.ts';
import type { Handlers } from '../../shared/contract.ts';
import { failed, succeeded } from '../../shared/result.ts';
import { instant } from '../../shared/time.ts';
import { kindsIn } from '../domain/kind-view.ts';
import type { Doctor } from '../domain/ports.ts';
import type { Registry } from '../domain/provider.ts';
import type { Browser } from '../domain/sign-in-port.ts';
import type { Catalog } from '../domain/storage-ports.ts';
import type { Asking } from '../services/asking.ts';
import type { Backups } from '../services/backups.ts';
import type { Copying } from '../services/copying.ts';
import type { Editing } from '../services/editing.ts';
import type { Learning } from '../services/learning.ts';
import type { Leases } from '../services/leases.ts';
import { named } from '../services/naming.ts';
import type { Notifying } from '../services/notifying.ts';
import type { Safekeeping } from '../services/safekeeping.ts';
import type { Upkeep } from '../services/upkeep.ts';

interface Needs {
  readonly catalog: Catalog;
  readonly registry: Registry;
  readonly browser: Browser;
  readonly leases: Leases;
  readonly learning: Learning;
  readonly safekeeping: Safekeeping;
  readonly editing: Editing;
  readonly copying: Copying;
  readonly asking: Asking;
  readonly notifying: Notifying;
  readonly upkeep: Upkeep;
  readonly doctor: Doctor;
  readonly saving: Pick<Backups, 'finding'>;
}

/** `actor` is what the audit log names the asker. */
export const keepingHandlers =
  ({
    catalog,
    registry,
    browser,
    leases,
    learning,
    safekeeping,
    editing,
    copying,
    asking,
    notifying,
    upkeep,
    doctor,
    saving,
  }: Needs) =>
  (actor: string): Pick<Handlers, keyof KeepingAnswers> => ({
    add: (input) => safekeeping.add(input, actor),
    guess: safekeeping.guess,
    replace: (input) => safekeeping.replace(input, actor),
    edit: (input) => editing.edit(input, actor),
    async forget(input) {
      const found = named(catalog, input.token);
      // While what they are ended by is still here.
      if (found.ok) await leases.endAll(found.value.id, actor);
      const forgotten = await safekeeping.forget(input, actor);
      if (forgotten.ok && found.ok) await learning.forget(found.value.id);
      return forgotten;
    },
    check: asking.check,
    async page({ token: name }) {
      const found = named(catalog, name);
      if (!found.ok) return found;
      const { provider, label } = found.value;
      const link = registry.get(provider)?.link?.(found.value);
      if (link === undefined) return failed({ code: 'no-page', name: label });
      return succeeded({ opened: await browser.open(link), link });
    },
    copy: (input) => copying.copy(input, actor),
    snooze: (input) => editing.snooze(input, actor),
    set: (input) => editing.set(input, actor),
    async read({ ids }) {
      const read = await notifying.read(ids);
      return read.ok ? succeeded({ count: read.value }) : read;
    },
    async pause({ until }) {
      const kept = await notifying.pause(until === null ? undefined : instant(until));
      if (kept.ok) await upkeep.run();
      return kept.ok ? succeeded({ until }) : kept;
    },
    doctor: async () => succeeded([...(await doctor.findings()), saving.finding()]),
    kinds: async () => succeeded(kindsIn(registry)),
  });
