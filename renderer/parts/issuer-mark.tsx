import { issuerLetters } from '../issuer-letters.ts';

/** A small tile of our own that stands for an issuer; its name is beside it in words. */
export function IssuerMark({ provider }: { readonly provider: string }) {
  return (
    <span className="tk-issuer" aria-hidden="true">
      {issuerLetters(provider)}
    </span>
  );
}
