import { expect, test } from 'vitest';
import { aFile, kindOfFile, mapOf, readFile } from './a-file.ts';
import { FILES } from './tool-samples.ts';

test('what each program keeps in its file is found, and nothing else in it', async () => {
  for (const [path, content, kind, values] of FILES) {
    const file = aFile(path, content);
    expect([path, kindOfFile(file)]).toEqual([path, kind]);
    const read = await readFile(file);
    expect([path, Object.values(mapOf(read))]).toEqual([path, values]);
  }
});

test('a file that does not follow its grammar is told, not thrown', async () => {
  for (const [path, , kind] of FILES.filter(([, , each]) => ['gh', 'cargo', 'docker', 'terraform'].includes(each))) {
    const read = await readFile(aFile(path, '{"auths": [\n\t- = : ]['));
    expect([kind, read]).toEqual([kind, kind === 'docker' || kind === 'terraform' ? [] : 'damaged']);
  }
});
