/** Why a token that a team shares was not renewed here. In none of these is anything spent or lost. */
export type FamilyFailure =
  | { readonly code: 'renewed-elsewhere'; readonly name: string; readonly machine: string }
  /** It was begun there and never ended: what is kept may be spent, and the new value be there alone. */
  | { readonly code: 'renewal-in-doubt'; readonly name: string; readonly machine: string }
  /** The same installation runs there too. */
  | { readonly code: 'profile-copied'; readonly name: string; readonly machine: string }
  /** The team's store was not to be had, or what it holds is not believed: the code says why. */
  | { readonly code: 'team-silent'; readonly name: string; readonly why: string };
