/** The part of the X protocol client that is used here; the package brings no types. */
declare module 'x11' {
  export type XEvent =
    | {
        readonly name: 'PropertyNotify';
        readonly wid: number;
        readonly atom: number;
        readonly time: number;
        readonly state: number;
      }
    | { readonly name: 'SelectionClear'; readonly time: number; readonly owner: number; readonly selection: number }
    | {
        readonly name: 'SelectionRequest';
        readonly time: number;
        readonly requestor: number;
        readonly selection: number;
        readonly target: number;
        readonly property: number;
      }
    | SelectionNotify;

  export interface SelectionNotify {
    readonly name: 'SelectionNotify';
    readonly time: number;
    readonly requestor: number;
    readonly selection: number;
    readonly target: number;
    /** Zero where the owner could not serve. */
    readonly property: number;
  }

  export interface Property {
    readonly type: number;
    readonly bytesAfter: number;
    readonly data: Buffer;
  }

  type Reply<T> = (error: Error | null, value: T) => void;

  export interface XClient {
    AllocID(): number;
    CreateWindow(
      id: number,
      parent: number,
      x: number,
      y: number,
      width: number,
      height: number,
      border: number,
      depth: number,
      kind: number,
      visual: number,
      values: { readonly eventMask: number },
    ): void;
    InternAtom(onlyIfExists: boolean, name: string, reply: Reply<number>): void;
    /** `mode` 0 replaces, 2 appends; `unit` is 8, 16 or 32 bits. */
    ChangeProperty(
      mode: number,
      window: number,
      property: number,
      type: number,
      unit: number,
      data: Buffer | readonly number[],
    ): void;
    DeleteProperty(window: number, property: number): void;
    /** `length` counts 4-byte words. */
    GetProperty(
      remove: number,
      window: number,
      property: number,
      type: number,
      offset: number,
      length: number,
      reply: Reply<Property>,
    ): void;
    SetSelectionOwner(owner: number, selection: number, time: number): void;
    GetSelectionOwner(selection: number, reply: Reply<number>): void;
    ConvertSelection(requestor: number, selection: number, target: number, property: number, time: number): void;
    SendEvent(
      destination: number,
      propagate: boolean,
      mask: number,
      event: SelectionNotify & { readonly seq: number },
    ): void;
    on(event: 'event', listener: (event: XEvent) => void): void;
    on(event: 'error', listener: (error: Error) => void): void;
    on(event: 'end', listener: () => void): void;
    terminate(): void;
  }

  export interface Display {
    readonly client: XClient;
    readonly screen: readonly [{ readonly root: number }];
  }

  export function createClient(
    options: { readonly display: string; readonly disableBigRequests: true },
    ready: (error: Error | null | undefined, display: Display) => void,
  ): XClient;
  export const eventMask: { readonly PropertyChange: number };
}
