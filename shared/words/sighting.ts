import type { Sight } from '../diagnosis.ts';
import type { Failure } from '../failure.ts';
import type { Phrases, FailureWords, SightWords } from './catalogue.ts';

type Facts = Pick<Phrases, 'diagnosis' | 'failures'>;

/** Says what the doctor saw. A lack that is a failure elsewhere is said in the same words here. */
export function sightWords(phrases: Facts, sight: Sight): SightWords {
  const { sights, keyring, silent, auditLog, notSought } = phrases.diagnosis;
  switch (sight.code) {
    case 'keyring-answers':
      return { found: sight.name };
    case 'keyring-lacks': {
      const { state } = sight;
      const found = keyring[state.kind];
      if (state.kind === 'silent') return { found, meaning: silent };
      const failure: Failure =
        state.kind === 'locked' ? { code: 'keyring-locked' } : { code: 'keyring-absent', lack: state.lack };
      return { found, meaning: meaningOf(phrases, failure) };
    }
    case 'trouble': {
      const { failure } = sight;
      return { found: 'file' in failure ? failure.file : auditLog, meaning: meaningOf(phrases, failure) };
    }
    case 'updates-unsought':
      return { found: notSought, meaning: meaningOf(phrases, { code: 'updates-off', why: sight.why }) };
    default:
      return (sights[sight.code] as (sight: Sight) => SightWords)(sight);
  }
}

function meaningOf({ failures }: Facts, failure: Failure): string {
  const { happened, todo = '' } = (failures[failure.code] as (failure: Failure) => FailureWords)(failure);
  return `${happened} ${todo}`.trim();
}
