import type { AuditFailure } from '../../failure.ts';
import type { FailureTable } from '../catalogue.ts';

export const deTrustFailures: FailureTable<AuditFailure> = {
  'audit-gap': ({ last }) => ({
    happened: `Das Protokoll wurde gekürzt oder ersetzt: Eintrag ${last} war geschrieben und fehlt an seinem Ende.`,
    todo: 'Mit tokenkeep audit verify ansehen, was fehlt.',
  }),
  'audit-anchor-missing': () => ({
    happened:
      'Der Schlüsselbund weiß nicht mehr, wo das Protokoll endet; am Ende abgeschnittene Einträge würden nicht auffallen.',
    todo: 'Es ist im Protokoll vermerkt und neu verankert. Nachsehen, ob der Schlüsselbund zurückgesetzt wurde.',
  }),
  'audit-key-missing': () => ({
    happened:
      'Der Schlüsselbund hat den Schlüssel des Protokolls verloren. Das frühere Protokoll wurde beiseitegelegt und lässt sich nicht mehr beweisen.',
    todo: 'Nachsehen, ob der Schlüsselbund zurückgesetzt wurde, oder eine Sicherung einspielen.',
  }),
};
