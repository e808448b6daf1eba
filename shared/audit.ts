/** One entry of the audit log, as it is shown. */
export interface AuditLine {
  /** Its place in the chain, from 1 on. */
  readonly n: number;
  readonly at: string;
  readonly act: string;
  readonly token?: string | undefined;
  readonly label?: string | undefined;
  readonly actor: string;
  readonly outcome: string;
  /** The computer whose log it is of, where that came with a backup; its place is one in that log. */
  readonly from?: string | undefined;
}

/** Where the log first stops being what was written. `missing`: entries from there on are gone, up to `to` where that is known. */
export interface AuditBreak {
  readonly position: number;
  readonly kind: 'missing' | 'altered' | 'misplaced' | 'foreign';
  readonly to?: number | undefined;
  /** The file, and the line in it, where it shows; absent where the log simply ends. */
  readonly file?: string | undefined;
  readonly line?: number | undefined;
}

/** `anchor-missing`: the keychain has lost the place where the log should end, so that a cut end would not show. */
export interface AuditReport {
  readonly state: 'whole' | 'broken' | 'anchor-missing';
  /** Entries that are there and proven. */
  readonly entries: number;
  /** In order; the first ones, where there are many. */
  readonly breaks: readonly AuditBreak[];
  /** What the log has recorded about itself: repairs, gaps, lost anchors; newest last. */
  readonly remarks: readonly AuditLine[];
  /** Logs that came with backups, as far as they went then; absent where none did. */
  readonly earlier?: readonly EarlierLog[] | undefined;
}

export interface EarlierLog extends Pick<AuditReport, 'entries' | 'breaks'> {
  /** The computer that it is of. */
  readonly machine: string;
  readonly state: 'whole' | 'broken';
}
