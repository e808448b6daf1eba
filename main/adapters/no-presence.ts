import type { Presence } from '../domain/lock-ports.ts';

/** Where there is no desktop: nobody can be shown a prompt, and nobody's hands are seen. */
export const noPresence: Presence = { way: () => undefined, prove: async () => false, idleFor: () => undefined };
