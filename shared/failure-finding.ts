/** Why nothing could be found, read or put back. */
export type FindingFailure =
  | { readonly code: 'scan-impossible'; readonly place: string; readonly why: ScanHindrance }
  | { readonly code: 'scan-over' }
  | {
      readonly code: 'import-unreadable';
      readonly file: string;
      readonly why: ImportHindrance;
      /** Of `columns-needed`: the headings that there are, but for those that may be values. */
      readonly columns?: readonly string[] | undefined;
    }
  /** The file is not the one that was shown. */
  | { readonly code: 'import-changed'; readonly file: string }
  | { readonly code: 'export-unconfirmed'; readonly count: number }
  | { readonly code: 'not-found-here'; readonly id: string }
  | { readonly code: 'take-over-failed'; readonly place: string; readonly reason: string }
  | { readonly code: 'undo-impossible'; readonly place: string; readonly why: 'changed' | 'gone' | 'unwritable' };

export type ScanHindrance = 'absent' | 'not-a-place' | 'no-engine' | 'engine-broke' | 'no-git' | 'not-a-repository';

export type ImportHindrance =
  | 'absent'
  | 'not-a-file'
  | 'too-large'
  | 'too-many'
  | 'unreadable'
  | 'unknown-kind'
  | 'damaged'
  | 'passphrase-needed'
  | 'passphrase-wrong'
  | 'columns-needed'
  | 'is-a-backup';
