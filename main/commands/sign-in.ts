import type { SignInAnswers } from '../../shared/commands/sign-in.ts';
import type { Handlers } from '../../shared/contract.ts';
import type { SigningIn } from '../services/signing-in.ts';

export const signInHandlers =
  ({ signingIn }: { readonly signingIn: SigningIn }) =>
  (actor: string): Pick<Handlers, keyof SignInAnswers> => ({
    signIn: (input) => signingIn.begin(input, actor),
    signInEnd: signingIn.end,
    signInCancel: signingIn.cancel,
  });
