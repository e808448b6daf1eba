import type { TeamPorts } from '../../main/domain/ports-sharing.ts';
import { done, failed } from '../../shared/result.ts';

/** Of a home that is in no team, and cannot be. */
export const noTeams: TeamPorts = {
  book: { list: () => [], put: async () => done, change: async () => done, forget: async () => done },
  sealer: () => Promise.reject(new Error('there is no team here')),
  copyOf: () => ({ all: async () => new Map(), put: async () => done, forget: async () => done }),
  store: async () => failed({ code: 'team-unreachable', reason: 'none here' }),
  seat: () => ({ id: '', instance: '', follows: [] }),
  machine: () => 'here',
};
