import { describe, expect, test } from 'vitest';
import { changedFacts, draftOf, emptyDraft } from '../../renderer/facts-draft.ts';
import { days, hours } from '../../shared/time.ts';
import { endsAt, viewOf } from './a-view.ts';

const view = viewOf(
  'deploy',
  { kind: 'valid' },
  { owner: 'Alice', consumers: ['pipeline'], expiry: endsAt(days(40)), leads: [days(3), hours(36)] },
);

describe('editing the facts of a token', () => {
  test('asks for nothing when nothing was changed', () => {
    expect(changedFacts(draftOf(view), draftOf(view))).toEqual({});
  });

  test('asks for what was changed alone', () => {
    const draft = { ...draftOf(view), consumers: ['pipeline', 'build-07'], environment: ' production ' };
    expect(changedFacts(draftOf(view), draft)).toEqual({
      consumers: ['pipeline', 'build-07'],
      environment: 'production',
    });
  });

  test('takes an owner away by leaving it empty', () => {
    expect(changedFacts(draftOf(view), { ...draftOf(view), owner: '' })).toEqual({ owner: '' });
  });

  test('writes lead times as they are read, and empty ones as those of the settings', () => {
    expect(draftOf(view).leads).toBe('3d, 1d12h');
    expect(changedFacts(draftOf(view), { ...draftOf(view), leads: '' })).toEqual({ leads: 'default' });
  });

  test('tells an end only once there is a date', () => {
    expect(changedFacts(emptyDraft, { ...emptyDraft, ends: 'date' })).toEqual({});
    expect(changedFacts(emptyDraft, { ...emptyDraft, ends: 'date', endDate: '2027-06-01' })).toEqual({
      expires: '2027-06-01',
    });
    expect(changedFacts(emptyDraft, { ...emptyDraft, ends: 'never' })).toEqual({ expires: 'never' });
    expect(changedFacts(draftOf(view), { ...draftOf(view), ends: 'unknown' })).toEqual({ expires: 'unknown' });
  });
});
