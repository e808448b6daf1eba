import type { Finding, Sight } from '../../shared/diagnosis.ts';
import type { UpdateState } from '../../shared/update.ts';

/** How this copy stands towards newer ones; nothing where there is no app. */
export function updateFindings(state: UpdateState): readonly Finding[] {
  if (state.kind === 'off' && state.why === 'no-app') return [];
  return [{ topic: 'updates', state: state.kind === 'failed' ? 'poor' : 'good', sight: sightOf(state) }];
}

function sightOf(state: UpdateState): Sight {
  switch (state.kind) {
    case 'off':
      return { code: 'updates-unsought', why: state.why };
    case 'current':
      return { code: 'updates-none', lookedAt: state.lookedAt };
    case 'fetching':
      return { code: 'updates-coming', version: state.version };
    case 'ready':
      return { code: 'updates-ready', version: state.version, oneWay: state.oneWay, waits: state.waits };
    case 'failed':
      return { code: 'updates-failed', trusted: state.code !== 'update-untrusted' };
  }
}
