import { useCallback, useEffect, useRef, useState } from 'react';
import type { SignInBegun } from '../shared/commands/sign-in.ts';
import type { Ask } from '../shared/contract.ts';
import type { Failure } from '../shared/failure.ts';
import { bridge } from './bridge.ts';
import { useGo } from './place.ts';
import { useReport, wentWell } from './report.ts';
import { useSpoken } from './speaking.ts';

/** A sign-in from its first question to its end. Whoever leaves the page meanwhile gives it up. */
export function useSignIn() {
  const go = useGo();
  const report = useReport();
  const { signIn } = useSpoken().text;
  const [busy, setBusy] = useState(false);
  const [begun, setBegun] = useState<SignInBegun>();
  const [failure, setFailure] = useState<Failure>();
  const open = useRef<string>(undefined);
  const isHere = useRef(true);

  const cancel = useCallback((): void => {
    if (open.current !== undefined) void bridge.ask('signInCancel', { id: open.current });
  }, []);

  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
      // A page that is only drawn anew is here again by then.
      setTimeout(() => isHere.current || cancel());
    };
  }, [cancel]);

  const untilEnd = async (input: Ask<'signIn'>): Promise<Failure | undefined> => {
    const started = await bridge.ask('signIn', input);
    if (!started.ok) return started.failure;
    open.current = started.value.id;
    setBegun(started.value);
    if (!isHere.current) cancel();
    const ended = await bridge.ask('signInEnd', { id: started.value.id });
    open.current = undefined;
    if (!ended.ok) return ended.failure;
    if (!isHere.current) return undefined;
    const { id, label } = ended.value.token;
    go({ screen: 'token', token: id });
    report(wentWell(input.again === true ? signIn.keptAgain(label) : signIn.kept(label)));
    return undefined;
  };

  const begin = async (input: Ask<'signIn'>): Promise<void> => {
    setBusy(true);
    setFailure(undefined);
    const failed = await untilEnd(input);
    setBegun(undefined);
    setBusy(false);
    setFailure(failed);
  };

  return { busy, begun, failure, begin, cancel };
}
