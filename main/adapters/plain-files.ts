import { constants } from 'node:fs';
import { lstat, open, readdir, realpath, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { failed, succeeded } from '../../shared/result.ts';
import type { PlainFile, PlainFiles } from '../domain/elsewhere-ports.ts';
import { cutFile, mendFile } from './file-cut.ts';
import { reasonOf } from './file-reason.ts';
import { makePrivateFolder, syncFolder } from './private-folder.ts';

export const plainFiles: PlainFiles = {
  async read(named, most) {
    try {
      const path = await realpath(named);
      // Opening a pipe would wait for somebody to write into it.
      const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
      try {
        const found = await handle.stat();
        if (!found.isFile()) return failed('not-a-file');
        if (found.size > most) return failed('too-large');
        const bytes = await handle.readFile();
        const isMine = process.getuid === undefined || found.uid === process.getuid();
        return succeeded({ path, bytes, text: textOf(bytes), mode: found.mode & 0o777, isMine } satisfies PlainFile);
      } finally {
        await handle.close();
      }
    } catch (error) {
      const reason = reasonOf(error);
      if (reason === 'ENOENT' || reason === 'ENOTDIR') return failed('absent');
      return failed(reason === 'EISDIR' ? 'not-a-file' : 'unreadable');
    }
  },

  cut: cutFile,
  mend: mendFile,

  async names(folder) {
    try {
      return (await readdir(folder)).sort();
    } catch {
      return [];
    }
  },

  async create(path, text) {
    try {
      makePrivateFolder(dirname(path));
      const handle = await open(path, 'wx', 0o600);
      try {
        await handle.writeFile(text);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await syncFolder(dirname(path));
      return succeeded(undefined);
    } catch (error) {
      return failed(reasonOf(error));
    }
  },

  async remove(named) {
    try {
      // What leads to it would lead nowhere.
      if (!(await lstat(named)).isFile()) return failed('it is not a plain file');
      const handle = await open(named, 'r+');
      try {
        const { size, nlink } = await handle.stat();
        if (nlink > 1) return failed('it has several names');
        for (let at = 0; at < size; at += ZEROS.length)
          await handle.write(ZEROS, 0, Math.min(ZEROS.length, size - at), at);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rm(named);
      return succeeded(undefined);
    } catch (error) {
      return failed(reasonOf(error));
    }
  },
};

const ZEROS = Buffer.alloc(65_536);

function textOf(bytes: Buffer): string | undefined {
  const [first, second] = bytes;
  const encoding = first === 0xff && second === 0xfe ? 'utf-16le' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
