import type { Ports } from '../domain/ports.ts';
import type { Registry } from '../domain/provider.ts';
import type { Checking } from './checking.ts';
import type { IssuerTime } from './issuer-time.ts';
import type { Lending } from './lending.ts';
import { createLoginErasing, type LoginErasing } from './login-erasing.ts';
import { createLoginKeeping, type LoginKeeping } from './login-keeping.ts';
import { createLoginLending, type LoginLending } from './login-lending.ts';
import type { Safekeeping } from './safekeeping.ts';

/** What git and docker may ask: a password, to keep one, to take one away. */
export interface Logins extends LoginLending, LoginKeeping, LoginErasing {}

type Needs = Ports & {
  readonly registry: Registry;
  readonly issuerTime: IssuerTime;
  readonly lending: Lending;
  readonly checking: Checking;
  readonly safekeeping: Safekeeping;
  changed(): void;
};

export const createLogins = (needs: Needs): Logins => ({
  ...createLoginLending(needs),
  ...createLoginKeeping(needs),
  ...createLoginErasing(needs),
});
