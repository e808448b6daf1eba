/** As much of it as the tests' issuers need; the package comes without types. */
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
  interface MintedFor extends MintedWith {
    readonly accountId: string;
    readonly grantId: string;
    readonly gty: string;
  }
  interface GrantMade {
    addOIDCScope(scope: string): void;
    save(): Promise<string>;
  }
  /** What a grant that is registered is given, and answers by. */
  export interface GrantContext {
    readonly path: string;
    status: number;
    body: unknown;
    readonly oidc: {
      readonly client: Client;
      readonly params: Readonly<Record<string, string | undefined>>;
    };
  }
  interface FoundAccess extends Minted {
    readonly scope?: string;
    readonly accountId: string;
    readonly grantId: string;
  }
  interface Granted {
    readonly oidc: { readonly entities: { readonly Account?: { readonly accountId: string } } };
  }

  export default class Provider {
    constructor(issuer: string, configuration: object);
    use(middleware: (context: Partial<GrantContext>, next: () => Promise<void>) => Promise<void>): void;
    registerGrantType(
      name: string,
      handler: (context: GrantContext) => Promise<void>,
      parameters: readonly string[],
      repeatable: readonly string[],
    ): void;
    callback(): (request: IncomingMessage, response: ServerResponse) => void;
    on(event: 'grant.success', listener: (context: Granted) => void): void;
    on(
      event: 'grant.error',
      listener: (context: Granted, error: { readonly message: string; readonly error_description?: string }) => void,
    ): void;
    readonly Client: { find(id: string): Promise<Client | undefined> };
    readonly ClientCredentials: { new (facts: MintedWith): Minted; find(value: string): Promise<Minted | undefined> };
    readonly AccessToken: { new (facts: MintedFor): Minted; find(value: string): Promise<FoundAccess | undefined> };
    readonly RefreshToken: { new (facts: MintedFor): Minted };
    readonly Grant: { new (facts: { readonly clientId: string; readonly accountId: string }): GrantMade };
  }
}
