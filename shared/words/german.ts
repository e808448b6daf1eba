import type { Words } from './catalogue.ts';
import { deCounting } from './de/counting.ts';
import { deDiagnosis } from './de/diagnosis.ts';
import { deFamilyFailures } from './de/failure-family.ts';
import { deFindingFailures } from './de/failure-finding.ts';
import { deLendingFailures } from './de/failure-lending.ts';
import { deLockFailures } from './de/failure-lock.ts';
import { deMachineFailures } from './de/failure-machine.ts';
import { deTeamFailures } from './de/failure-team.ts';
import { deTokenFailures } from './de/failure-token.ts';
import { deTrustFailures } from './de/failure-trust.ts';
import { deLending } from './de/lending.ts';
import { deNotices, deSummary } from './de/notice.ts';
import { deState } from './de/state.ts';
import { deTime } from './de/time.ts';
import { deTray } from './de/tray.ts';
import { speak } from './speaking.ts';

export const german: Words = speak({
  language: 'de',
  counting: deCounting,
  time: deTime,
  ...deState,
  failures: {
    ...deMachineFailures,
    ...deFamilyFailures,
    ...deFindingFailures,
    ...deTeamFailures,
    ...deTokenFailures,
    ...deLendingFailures,
    ...deTrustFailures,
    ...deLockFailures,
  },
  notices: deNotices,
  summary: deSummary,
  tray: deTray,
  lending: deLending,
  diagnosis: deDiagnosis,
});
