import type { Words } from './catalogue.ts';
import { enCounting } from './en/counting.ts';
import { enDiagnosis } from './en/diagnosis.ts';
import { enFamilyFailures } from './en/failure-family.ts';
import { enFindingFailures } from './en/failure-finding.ts';
import { enLendingFailures } from './en/failure-lending.ts';
import { enLockFailures } from './en/failure-lock.ts';
import { enMachineFailures } from './en/failure-machine.ts';
import { enTeamFailures } from './en/failure-team.ts';
import { enTokenFailures } from './en/failure-token.ts';
import { enTrustFailures } from './en/failure-trust.ts';
import { enLending } from './en/lending.ts';
import { enNotices, enSummary } from './en/notice.ts';
import { enState } from './en/state.ts';
import { enTime } from './en/time.ts';
import { enTray } from './en/tray.ts';
import { speak } from './speaking.ts';

export const english: Words = speak({
  language: 'en',
  counting: enCounting,
  time: enTime,
  ...enState,
  failures: {
    ...enMachineFailures,
    ...enFamilyFailures,
    ...enFindingFailures,
    ...enTeamFailures,
    ...enTokenFailures,
    ...enLendingFailures,
    ...enTrustFailures,
    ...enLockFailures,
  },
  notices: enNotices,
  summary: enSummary,
  tray: enTray,
  lending: enLending,
  diagnosis: enDiagnosis,
});
