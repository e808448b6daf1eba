import { Button } from '@mantine/core';
import { IconClipboard, IconFile, IconFileSearch, IconLogin, IconShieldCheck } from '@tabler/icons-react';
import type { Finding } from '../../shared/diagnosis.ts';
import { sumOfPlain } from '../../shared/plain-sum.ts';
import type { Snapshot } from '../../shared/snapshot.ts';
import type { ReactNode } from 'react';
import { keyringName } from '../keyring-name.ts';
import { BeginVault } from '../parts/begin-vault.tsx';
import { FindingMark } from '../parts/finding-mark.tsx';
import { Page } from '../parts/page.tsx';
import { useGo } from '../place.ts';
import { useSpoken } from '../speaking.ts';
import { useDiscover } from '../use-discover.ts';
import { useNow } from '../use-now.tsx';

/** The first minute: what it does, that this machine is ready, and one thing to do. */
export function Welcome({ snapshot }: { readonly snapshot: Snapshot }) {
  const { welcome } = useSpoken().text;
  return (
    <Page title={welcome.title}>
      <div className="tk-welcome">
        <ul className="tk-lines">
          {welcome.lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        {snapshot.keyring.kind === 'absent' ? <BeginVault /> : <First />}
        <Around />
        <Readiness snapshot={snapshot} />
      </div>
    </Page>
  );
}

function First() {
  const go = useGo();
  const { welcome } = useSpoken().text;
  return (
    <section aria-labelledby="first" className="tk-first">
      <h2 id="first">{welcome.first}</h2>
      <p className="tk-quiet">{welcome.firstMeans}</p>
      <div className="tk-actions">
        <Button leftSection={<IconClipboard size={16} />} onClick={() => go({ screen: 'add' })}>
          {welcome.fromClipboard}
        </Button>
        <Button
          variant="default"
          leftSection={<IconLogin size={16} />}
          onClick={() => go({ screen: 'add', way: 'sign-in' })}
        >
          {welcome.signIn}
        </Button>
        <Button
          variant="default"
          leftSection={<IconFile size={16} />}
          onClick={() => go({ screen: 'add', way: 'file' })}
        >
          {welcome.file}
        </Button>
      </div>
    </section>
  );
}

/** What lies open on this machine already: looked at, with nothing sent and nothing taken. */
function Around() {
  const go = useGo();
  const now = useNow();
  const { welcome, find } = useSpoken().text;
  const { answer, busy, look } = useDiscover();
  const copies = answer?.ok === true ? answer.value.copies : [];
  return (
    <section aria-labelledby="around" className="tk-first">
      <h2 id="around">{welcome.find}</h2>
      {copies.length > 0 && (
        <p role="status">
          <strong>{find.machine.sum(sumOfPlain(copies, now))}</strong>
        </p>
      )}
      <p className="tk-quiet">{welcome.findMeans}</p>
      <div className="tk-actions">
        <Button
          variant="default"
          leftSection={<IconFileSearch size={16} />}
          onClick={() => go({ screen: 'find', way: 'machine' })}
        >
          {find.machine.show}
        </Button>
        {copies.length > 0 && (
          <Button
            variant="default"
            leftSection={<IconShieldCheck size={16} />}
            loading={busy}
            title={find.machine.checkMeans}
            onClick={() => void look(true)}
          >
            {find.machine.check}
          </Button>
        )}
      </div>
    </section>
  );
}

/** The keychain's true state, the tray, and when one is warned. */
function Readiness({ snapshot }: { readonly snapshot: Snapshot }) {
  const { keyring, lock, tray, settings } = snapshot;
  const go = useGo();
  const { words, text } = useSpoken();
  const { welcome } = text;
  const name = keyringName(snapshot, text);
  // Chosen, and no keychain all the same.
  const state = lock.keeps === 'passphrase' ? 'poor' : keyring.kind === 'ok' ? 'good' : 'bad';
  const leads = settings.leads.map((lead) => words.time.length(lead)).join(', ');
  return (
    <ul className="tk-findings">
      <Ready state={state} topic={welcome.keyring}>
        {name === undefined ? text.about.noKeyring : welcome.keyringOk(name)}
      </Ready>
      <Ready state={tray === 'shown' ? 'good' : 'poor'} topic={welcome.tray}>
        {tray === 'shown' ? welcome.trayShown : welcome.trayNone}
      </Ready>
      <Ready state="good" topic={welcome.warn}>
        {welcome.warnAt(leads)}{' '}
        <button type="button" className="tk-more" onClick={() => go({ screen: 'settings' })}>
          {welcome.change}
        </button>
      </Ready>
    </ul>
  );
}

interface ReadyProps {
  readonly state: Finding['state'];
  readonly topic: string;
  readonly children: ReactNode;
}

function Ready({ state, topic, children }: ReadyProps) {
  return (
    <li className="tk-finding">
      <FindingMark state={state} />
      <span className="tk-finding-topic">{topic}</span>
      <p>{children}</p>
    </li>
  );
}
