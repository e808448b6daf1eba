import { expect } from 'vitest';
import type { TeamOrdeal, TeamStory } from './team-ordeal.ts';

/**
 * No family was ended, each generation was refreshed once, and whatever was handed out lived. An account whose new value was on its way to a machine
 * that was killed in that moment is lost to all, and no one can help that; it has to say so, and nobody may spend its old one.
 */
export function expectNoneKilled(story: TeamStory, { accounts, restartsAt }: TeamOrdeal): void {
  expect(story.refused).toEqual([]);
  expect(story.requests).toBe(story.generations);
  expect([story.dead, story.restarts]).toEqual([0, restartsAt.length]);
  expect(story.handedOut).toBeGreaterThan(accounts);
  expect(story.alive + story.lost.length).toBe(accounts);
  for (const lost of story.lost) expect(lost).toMatch(/renewal-in-doubt|outcome-lost/);
  expect(story.lost.length).toBeLessThanOrEqual(story.kills);
}
