import { defaultSettings } from '../../shared/settings.ts';
import type { Surroundings } from '../../shared/snapshot.ts';
import { unlocked } from './unlocked.ts';

/** A vault in which nothing is going on. */
export const calmSurroundings: Surroundings = {
  keyring: { kind: 'ok', backend: 'test' },
  lock: unlocked,
  settings: defaultSettings,
  notices: [],
  update: { kind: 'off', why: 'no-app' },
  checking: [],
  troubles: [],
  providers: [],
  grants: [],
  leases: [],
  questions: [],
  backup: {},
  teams: [],
  tray: 'shown',
  language: 'en',
};
