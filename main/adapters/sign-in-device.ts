import type { DeviceAuthorizationResponse } from 'openid-client';
import type { SignInFailure } from '../../shared/failure.ts';
import { succeeded, type Result } from '../../shared/result.ts';
import { later, seconds } from '../../shared/time.ts';
import type { OpenSignIn } from '../domain/ports.ts';
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
  let isLate = false;
  const stop = timer.after(life, () => {
    isLate = true;
    halting.abort();
  });
  const interval = Math.min(told.interval ?? 5, MOST_INTERVAL_S);
  const polled = library.pollDeviceAuthorizationGrant(config, { ...told, interval }, undefined, {
    signal: halting.signal,
  });
  const end = conclude(polled).then((ended) => (isLate && !ended.ok ? signInFailed('timeout') : ended));
  return succeeded({
    userCode: told.user_code,
    verificationUri: told.verification_uri,
    url: page !== undefined && isPage(page) ? page : undefined,
    expiresAt: later(talk.now(), life),
    end: end.finally(() => void stop()),
    cancel: () => halting.abort(),
  });
}
