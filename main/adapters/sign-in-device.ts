import type { DeviceAuthorizationResponse } from 'openid-client';
import type { SignInFailure } from '../../shared/failure.ts';
import { succeeded, type Result } from '../../shared/result.ts';
import { later, seconds } from '../../shared/time.ts';
import type { OpenSignIn } from '../domain/sign-in-port.ts';
import { isPage } from '../domain/page.ts';
import { scopesOf, type Talk } from './sign-in-talk.ts';
import { signInFailed, troubleOf } from './sign-in-trouble.ts';

const MOST_LIFE_S = 1800;
const MOST_INTERVAL_S = 60;

/** Device flow (RFC 8628): the person types a code on another machine; `slow_down` is obeyed, and it ends when the code does. */
export async function signInByDevice(talk: Talk): Promise<Result<OpenSignIn, SignInFailure>> {
  const { library, config, request, wire, timer, conclude } = talk;
  let told: DeviceAuthorizationResponse;
  try {
    told = await library.initiateDeviceAuthorization(config, scopesOf(request));
  } catch (error) {
    return troubleOf(error, wire.last());
  }
  const page = told.verification_uri_complete;
  if (!isPage(told.verification_uri) || !/^[\x20-\x7e]{1,64}$/.test(told.user_code))
    return signInFailed('an answer that makes no sense');
  wire.bePatient();
  const life = seconds(Math.min(told.expires_in, MOST_LIFE_S));
  const halting = new AbortController();
  let halt: (why: string) => void = () => undefined;
  // The library sees that it is to stop when its pause is over; nobody waits for that.
  const halted = new Promise<ReturnType<typeof signInFailed>>((resolve) => {
    halt = (why) => {
      halting.abort();
      resolve(signInFailed(why));
    };
  });
  const stop = timer.after(life, () => halt('timeout'));
  const interval = Math.min(told.interval ?? 5, MOST_INTERVAL_S);
  const poll = { signal: halting.signal };
  const polled = library.pollDeviceAuthorizationGrant(config, { ...told, interval }, undefined, poll);
  const end = Promise.race([conclude(polled), halted]);
  return succeeded({
    userCode: told.user_code,
    verificationUri: told.verification_uri,
    url: page !== undefined && isPage(page) ? page : undefined,
    expiresAt: later(talk.now(), life),
    end: end.finally(() => void stop()),
    cancel: () => halt('cancelled'),
  });
}
