import { Button } from '@mantine/core';
import { IconFolder, IconKey } from '@tabler/icons-react';
import { useRef, type FormEvent } from 'react';
import type { Settings } from '../../shared/settings.ts';
import type { BackupState } from '../../shared/snapshot.ts';
import { useReport, wentWell, wentWrong } from '../report.ts';
import { spellSetting } from '../setting-rows.ts';
import { useSpoken } from '../speaking.ts';
import { useAsk } from '../use-ask.ts';
import { useChosen } from '../use-chosen.ts';
import { useNow } from '../use-now.tsx';
import { SecretInput, takeSecret, type SecretField } from './secret-input.tsx';
import { SettingChoice } from './setting-choice.tsx';
import { SettingField } from './setting-field.tsx';

interface ByItselfProps {
  readonly state: BackupState;
  readonly settings: Settings;
  readonly isBusy: boolean;
}

/** Backups that are made by themselves: how they stand, where to, how often and for whom. */
export function BackupByItself({ state, settings, isBusy }: ByItselfProps) {
  const [every, to] = [spellSetting(settings, 'backupEvery'), spellSetting(settings, 'backupTo')];
  return (
    <>
      <HowItStands state={state} settings={settings} isBusy={isBusy} />
      <div className="tk-form">
        <SettingChoice key={`every ${every}`} name="backupEvery" now={every} />
        <Folder folder={spellSetting(settings, 'backupFolder')} />
        <SettingField key={`to ${to}`} name="backupTo" now={to} />
        {settings.backupTo.length === 0 && <KeepPassphrase />}
        <MakeKey />
      </div>
    </>
  );
}

function HowItStands({ state: { lastAt, file, trouble, dueAt }, settings, isBusy }: ByItselfProps) {
  const now = useNow();
  const report = useReport();
  const { words, text } = useSpoken();
  const { byItself } = text.backup;
  const { busy, ask } = useAsk('backupNow');
  if (settings.backupEvery === 'off') return <p className="tk-calm">{byItself.none}</p>;
  const backUp = async (): Promise<void> => {
    const made = await ask({});
    report(made.ok ? wentWell(byItself.made(made.value.file)) : wentWrong(made.failure));
  };
  return (
    <div className={trouble === undefined ? 'tk-note' : 'tk-note tk-note-bad'} role="status">
      {trouble !== undefined && <p>{byItself.troubles[trouble]}</p>}
      <p>{lastAt === undefined ? byItself.notYet : byItself.last(words.time.ago(lastAt, now), file ?? '')}</p>
      {dueAt !== undefined && dueAt > now && <p className="tk-quiet">{byItself.next(words.time.left(dueAt, now))}</p>}
      <Button size="xs" variant="default" mt={8} loading={busy} disabled={isBusy} onClick={() => void backUp()}>
        {byItself.now}
      </Button>
    </div>
  );
}

function Folder({ folder }: { readonly folder: string }) {
  const { byItself: text } = useSpoken().text.backup;
  const report = useReport();
  const choose = useChosen('folder');
  const { busy, ask } = useAsk('set');
  const open = async (): Promise<void> => {
    const chosen = await choose();
    const kept = chosen === undefined ? undefined : await ask({ key: 'backupFolder', value: chosen });
    if (kept?.ok === false) report(wentWrong(kept.failure));
  };
  return (
    <>
      <SettingField key={`folder ${folder}`} name="backupFolder" now={folder} />
      <div className="tk-actions">
        <Button variant="default" leftSection={<IconFolder size={16} />} loading={busy} onClick={() => void open()}>
          {text.folder}
        </Button>
      </div>
    </>
  );
}

function KeepPassphrase() {
  const { byItself: text } = useSpoken().text.backup;
  const report = useReport();
  const field = useRef<SecretField>(null);
  const { busy, ask } = useAsk('backupPassphrase');
  const keep = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const kept = await ask({ passphrase: takeSecret(field.current) });
    report(kept.ok ? wentWell(text.kept) : wentWrong(kept.failure));
  };
  return (
    <form className="tk-setting" onSubmit={(event) => void keep(event)}>
      <SecretInput ref={field} label={text.passphrase} description={text.passphraseMeans} />
      <Button type="submit" variant="default" loading={busy}>
        {text.keep}
      </Button>
    </form>
  );
}

/** The key goes from main into a file: it is never in this page. */
function MakeKey() {
  const { byItself: text } = useSpoken().text.backup;
  const report = useReport();
  const choose = useChosen('new-file', 'tokenkeep-backup-key.txt');
  const making = useAsk('backupKey');
  const setting = useAsk('set');
  const make = async (): Promise<void> => {
    const file = await choose();
    if (file === undefined) return;
    const made = await making.ask({ file });
    if (!made.ok) return report(wentWrong(made.failure));
    const kept = await setting.ask({ key: 'backupTo', value: made.value.recipient });
    report(kept.ok ? wentWell(text.keyMade(file)) : wentWrong(kept.failure));
  };
  return (
    <>
      <p className="tk-quiet">{text.keyMeans}</p>
      <div className="tk-actions">
        <Button
          variant="default"
          leftSection={<IconKey size={16} />}
          loading={making.busy || setting.busy}
          onClick={() => void make()}
        >
          {text.key}
        </Button>
      </div>
    </>
  );
}
