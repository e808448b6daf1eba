import type { FileFailure } from '../../shared/failure.ts';
import type { Lifetime } from '../../shared/lifetime.ts';
import { succeeded, type Result } from '../../shared/result.ts';
import type { Ports } from '../domain/ports.ts';
import type { TeamBook } from '../domain/ports-sharing.ts';
import type { OpenStore } from '../domain/storage-ports.ts';
import { openCatalog, type FilePlace } from './catalog-file.ts';
import { makeByStore, makeFreely, type CopyMaking } from './copy-making.ts';
import { openJournal } from './journal-file.ts';
import { openLending } from './lending-file.ts';
import { openMemory } from './memory-file.ts';
import { openSettings } from './settings-file.ts';
import { openTeamBook } from './team-book.ts';

export type VaultFiles = Pick<Ports, 'catalog' | 'settings' | 'memory' | 'journal' | 'lendingBook'> & {
  readonly teamBook: TeamBook;
};

interface FilesPlace extends Omit<FilePlace, 'making'> {
  readonly open: OpenStore;
  /** What each copy is made through; left out, by the usual means alone. */
  readonly through?: ((usual: CopyMaking) => CopyMaking) | undefined;
}

/** The vault's own files, whose troubles are told as one. Fails where going on would lose or repeat something. */
export function openVaultFiles(
  { open, through = (usual) => usual, ...where }: FilesPlace,
  lifetime: Lifetime,
): Result<VaultFiles, FileFailure> {
  const place = { ...where, making: through(makeFreely) };
  const catalog = openCatalog(place);
  if (!catalog.ok) return catalog;
  const settings = openSettings({ ...where, making: through(makeByStore(open)) });
  if (!settings.ok) return settings;
  const memory = openMemory(place);
  if (!memory.ok) return memory;
  const journal = openJournal(place);
  if (!journal.ok) return journal;
  const lending = openLending(place);
  if (!lending.ok) return lending;
  const teamBook = openTeamBook(place);
  if (!teamBook.ok) return teamBook;
  const files = [catalog.value, settings.value, memory.value, journal.value, lending.value, teamBook.value];
  for (const file of files) lifetime.own(file.end);
  return succeeded({
    catalog: { ...catalog.value, troubles: () => files.flatMap((file) => file.troubles()) },
    settings: settings.value,
    memory: memory.value,
    journal: journal.value,
    lendingBook: lending.value,
    teamBook: teamBook.value,
  });
}
