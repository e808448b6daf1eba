import { useEffect, useState } from 'react';
import type { Discovered } from '../shared/commands/discover.ts';
import type { Failure } from '../shared/failure.ts';
import type { Result } from '../shared/result.ts';
import { useAsk } from './use-ask.ts';

export interface Discovery {
  readonly answer: Result<Discovered, Failure> | undefined;
  readonly projects: readonly string[];
  readonly busy: boolean;
  /** Looks again; with `check` their issuers are asked. */
  look(check: boolean, projects?: readonly string[]): Promise<void>;
}

/** What lies in plain text on this machine, looked at on arrival. */
export function useDiscover(): Discovery {
  const { ask, busy } = useAsk('discover');
  const [projects, setProjects] = useState<readonly string[]>([]);
  const [answer, setAnswer] = useState<Discovery['answer']>();
  useEffect(() => {
    let here = true;
    void ask({}).then((found) => here && setAnswer(found));
    return () => {
      here = false;
    };
  }, [ask]);
  const look: Discovery['look'] = async (check, where = projects) => {
    setProjects(where);
    setAnswer(await ask({ projects: [...where], check }));
  };
  return { answer, projects, busy, look };
}
