/** As much of it as the tests' issuer needs; the package comes without types. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  interface Client {
    readonly clientId: string;
  }
  interface Minted {
    save(): Promise<string>;
    destroy(): Promise<void>;
  }
  interface MintedWith {
    readonly client: Client;
    readonly scope: string;
    readonly expiresIn?: number;
  }

  export default class Provider {
    constructor(issuer: string, configuration: object);
    callback(): (request: IncomingMessage, response: ServerResponse) => void;
    readonly Client: { find(id: string): Promise<Client | undefined> };
    readonly ClientCredentials: { new (facts: MintedWith): Minted; find(value: string): Promise<Minted | undefined> };
  }
}
