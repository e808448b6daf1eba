import type { OpenTarget } from '../../shared/contract.ts';
import type { Surroundings } from '../../shared/snapshot.ts';

/** What surrounds the vault where it runs. */
export interface Surface {
  /** Shows a token, the inbox or the list. False where there is no window to show it in. */
  open(target: OpenTarget): boolean;
  /** Asked to end. True when it will. */
  leave(as: 'app' | 'user'): boolean;
  tray(): Surroundings['tray'];
  /** The desktop's language as a BCP 47 tag; undefined where nobody told. */
  readonly language?: string | undefined;
  /** True where something draws labels that grow old, such as a tray menu. */
  readonly drawsLabels: boolean;
  /** True where a person can be asked whether a tool may borrow a token. */
  readonly asks?: boolean | undefined;
  /**
   * Has the person choose; undefined where they chose nothing. A new file may be there already: then the person has said that it may go. Left
   * out where there is no window.
   */
  choose?(what: 'file' | 'folder' | 'new-file', name?: string): Promise<string | undefined>;
}
