import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { done, failed } from '../../shared/result.ts';
import { recordId, type RecordId } from '../../shared/team-ids.ts';
import type { SealedCopy } from '../domain/ports-sharing.ts';
import { reasonOf, unwritable } from './file-reason.ts';
import { readPlain } from './plain-read.ts';
import { makePrivateFolder } from './private-folder.ts';
import { writeWhole } from './team-folder-files.ts';

const NAME = /^([0-9a-z-]{1,64})\.json$/;
const AT_A_TIME = 64;

/** One file for each record, still sealed. */
export function createSealedCopy(folder: string): SealedCopy {
  let isMade = false;

  async function names(): Promise<readonly string[]> {
    try {
      return await readdir(folder);
    } catch (error) {
      if (reasonOf(error) === 'ENOENT') return [];
      throw error;
    }
  }

  return {
    async all() {
      const texts = new Map<RecordId, string>();
      for (const [at, name] of (await names()).entries()) {
        if (at % AT_A_TIME === AT_A_TIME - 1) await new Promise((resolve) => void setImmediate(resolve));
        const [, id] = NAME.exec(name) ?? [];
        const read = id === undefined ? undefined : readPlain(join(folder, name));
        if (id !== undefined && read?.kind === 'read') texts.set(recordId(id), read.bytes.toString('utf8'));
      }
      return texts;
    },
    async put(id, sealed) {
      try {
        if (!isMade) makePrivateFolder(folder);
        isMade = true;
        await writeWhole(folder, `${id}.json`, Buffer.from(sealed));
        return done;
      } catch (error) {
        return failed(unwritable(join(folder, `${id}.json`), error));
      }
    },
    async forget() {
      try {
        isMade = false;
        await rm(folder, { recursive: true, force: true });
        return done;
      } catch (error) {
        return failed(unwritable(folder, error));
      }
    },
  };
}
