import type { FamilyFailure } from '../../failure-family.ts';
import type { FailureTable } from '../catalogue.ts';

export const deFamilyFailures: FailureTable<FamilyFailure> = {
  'renewed-elsewhere': ({ name, machine }) => ({
    happened: `${name} wird gerade auf ${machine} erneuert. Hier wurde nichts getan.`,
    todo: 'Der neue Wert kommt von selbst; gleich noch einmal fragen.',
  }),
  'renewal-in-doubt': ({ name, machine }) => ({
    happened: `Eine Erneuerung von ${name} wurde auf ${machine} begonnen und kam nicht zu Ende; vielleicht liegt der neue Wert nur dort. Hier wurde nichts verbraucht.`,
    todo: `Tokenkeep auf ${machine} starten; gibt es die Maschine nicht mehr, neu anmelden.`,
  }),
  'profile-copied': ({ name, machine }) => ({
    happened: `Diese Installation ist auch auf ${machine} in Gebrauch; deshalb wird ${name} hier nicht erneuert.`,
    todo: 'Sie dort beenden oder diese Maschine als eigene einrichten.',
  }),
  'team-silent': ({ name, why }) => ({
    happened: `Der Speicher des Teams war nicht zu fragen (${why}); deshalb wird ${name} nicht erneuert. Das Token ist unverändert.`,
    todo: 'Es wird von selbst noch einmal versucht.',
  }),
};
