/** What the window does not open with, each loaded when it is first gone to, or a little before. */
export const load = {
  about: () => import('./screens/about.tsx').then(({ About: it }) => ({ default: it })),
  add: () => import('./screens/add.tsx').then(({ Add: it }) => ({ default: it })),
  audit: () => import('./screens/audit.tsx').then(({ Audit: it }) => ({ default: it })),
  backup: () => import('./screens/backup.tsx').then(({ Backup: it }) => ({ default: it })),
  doctor: () => import('./screens/doctor.tsx').then(({ Doctor: it }) => ({ default: it })),
  edit: () => import('./screens/edit.tsx').then(({ Edit: it }) => ({ default: it })),
  find: () => import('./screens/find.tsx').then(({ Find: it }) => ({ default: it })),
  goAnywhere: () => import('./parts/go-anywhere.tsx').then(({ GoAnywhere: it }) => ({ default: it })),
  inbox: () => import('./screens/inbox.tsx').then(({ Inbox: it }) => ({ default: it })),
  lending: () => import('./screens/lending.tsx').then(({ Lending: it }) => ({ default: it })),
  questions: () => import('./parts/questions.tsx').then(({ Questions: it }) => ({ default: it })),
  replace: () => import('./screens/replace.tsx').then(({ Replace: it }) => ({ default: it })),
  settings: () => import('./screens/settings.tsx').then(({ SettingsScreen: it }) => ({ default: it })),
  signInAgain: () => import('./screens/sign-in-again.tsx').then(({ SignInAgain: it }) => ({ default: it })),
  team: () => import('./screens/team.tsx').then(({ Team: it }) => ({ default: it })),
  token: () => import('./screens/token.tsx').then(({ TokenScreen: it }) => ({ default: it })),
  tokens: () => import('./screens/tokens.tsx').then(({ Tokens: it }) => ({ default: it })),
  timelineRest: () => import('./parts/timeline-rest.tsx').then(({ TimelineRest: it }) => ({ default: it })),
  welcome: () => import('./screens/welcome.tsx').then(({ Welcome: it }) => ({ default: it })),
} as const;

/** Loads what is gone to most, once the page has nothing else to do. Gives back its end. */
export function atLeisure(): () => void {
  const waiting = requestIdleCallback(() => {
    for (const one of [load.tokens, load.token, load.goAnywhere, load.add]) void one();
  });
  return () => cancelIdleCallback(waiting);
}
