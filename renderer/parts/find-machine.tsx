import { Button, Loader } from '@mantine/core';
import { IconFolderPlus, IconRefresh, IconShieldCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { Discovered, TookOver } from '../../shared/commands/discover.ts';
import { sumOfPlain } from '../../shared/plain-sum.ts';
import { askingTools } from '../../shared/tool-files.ts';
import { useSpoken } from '../speaking.ts';
import { useChosen } from '../use-chosen.ts';
import { useDiscover, type Discovery } from '../use-discover.ts';
import { useNow } from '../use-now.tsx';
import { useTicks } from '../use-ticks.ts';
import { FailureNote } from './failure-note.tsx';
import { PlainCopyItem } from './plain-copy-item.tsx';
import { TakeOver } from './take-over.tsx';
import { TakenOver } from './taken-over.tsx';
import { TickAll } from './tick-all.tsx';

/** What lies in plain text where other tools keep tokens. */
export function FindMachine() {
  const { machine } = useSpoken().text.find;
  const discovery = useDiscover();
  const [took, setTook] = useState<TookOver>();
  const [turn, setTurn] = useState(0);
  const { answer, look } = discovery;
  const again = (): void => {
    setTurn(turn + 1);
    void look(false);
  };
  return (
    <>
      {answer === undefined && <Loader size="sm" aria-label={machine.looking} />}
      {answer?.ok === false && <FailureNote failure={answer.failure} />}
      {answer?.ok === true && (
        <Copies
          found={answer.value}
          discovery={discovery}
          onTaken={(taken) => {
            setTook(taken);
            again();
          }}
        />
      )}
      {took !== undefined && <Helpers kept={took.kept} />}
      <TakenOver turn={turn} onBack={again} />
    </>
  );
}

interface CopiesProps {
  readonly found: Discovered;
  readonly discovery: Discovery;
  readonly onTaken: (took: TookOver) => void;
}

function Copies({ found: { copies, unread }, discovery, onTaken }: CopiesProps) {
  const now = useNow();
  const { machine } = useSpoken().text.find;
  const ticks = useTicks(copies.map(({ id }) => id));
  const [taking, setTaking] = useState(false);
  const { projects } = discovery;
  return (
    <>
      <div>
        <p role="status">
          <strong>{copies.length === 0 ? machine.none : machine.sum(sumOfPlain(copies, now))}</strong>
        </p>
        <p className="tk-quiet">{machine.means}</p>
        {projects.length > 0 && <p className="tk-quiet tk-small">{machine.projects(projects.join(', '))}</p>}
        {unread.length > 0 && <p className="tk-soon-words tk-small">{machine.unread(unread.join(', '))}</p>}
      </div>
      <div className="tk-actions">
        <Button disabled={ticks.chosen.length === 0} onClick={() => setTaking(true)}>
          {machine.take(ticks.chosen.length)}
        </Button>
        <LookFurther discovery={discovery} isEmpty={copies.length === 0} />
      </div>
      {copies.length > 0 && (
        <div>
          <TickAll
            label={machine.selectAll}
            on={ticks.all}
            onChange={(on) => ticks.set(on ? copies.map(({ id }) => id) : [])}
          />
          <ul className="tk-items" aria-label={machine.list}>
            {copies.map((copy) => (
              <PlainCopyItem
                key={copy.id}
                copy={copy}
                ticked={ticks.has(copy.id)}
                onTick={() => ticks.toggle(copy.id)}
              />
            ))}
          </ul>
        </div>
      )}
      {taking && <TakeOver ids={ticks.chosen} projects={projects} onTaken={onTaken} onClose={() => setTaking(false)} />}
    </>
  );
}

/** Their issuers, a project's files, or the same once more. */
function LookFurther({ discovery, isEmpty }: { readonly discovery: Discovery; readonly isEmpty: boolean }) {
  const { machine } = useSpoken().text.find;
  const choose = useChosen('folder');
  const { busy, look, projects } = discovery;
  const add = async (): Promise<void> => {
    const folder = await choose();
    if (folder !== undefined) await look(false, [...new Set([...projects, folder])]);
  };
  return (
    <>
      {!isEmpty && (
        <Button
          variant="default"
          leftSection={<IconShieldCheck size={16} />}
          loading={busy}
          title={machine.checkMeans}
          onClick={() => void look(true)}
        >
          {machine.check}
        </Button>
      )}
      <Button variant="default" leftSection={<IconFolderPlus size={16} />} onClick={() => void add()}>
        {machine.project}
      </Button>
      <Button variant="default" leftSection={<IconRefresh size={16} />} loading={busy} onClick={() => void look(false)}>
        {machine.again}
      </Button>
    </>
  );
}

/** What lets a tool ask here is set up in a terminal. */
function Helpers({ kept }: Pick<TookOver, 'kept'>) {
  const { machine } = useSpoken().text.find;
  const asking = askingTools(kept);
  if (asking.length === 0) return null;
  return (
    <div className="tk-note tk-commands" role="note">
      <p>{machine.helpers}</p>
      {asking.map(({ command }) => (
        <code key={command}>{command}</code>
      ))}
    </div>
  );
}
