import type { Registry } from '../domain/provider.ts';
import { createRegistry } from '../domain/registry.ts';
import { buildkite } from './buildkite.ts';
import { github, githubRefresh } from './github.ts';
import { githubApp } from './github-app.ts';
import { gitlab, gitlabOther } from './gitlab.ts';
import { jwt } from './jwt.ts';
import { oauth2 } from './oauth2.ts';
import { other } from './other.ts';
import { slack } from './slack.ts';
import { vault } from './vault.ts';

/** Specific before general: an installation token of GitHub has a JSON Web Token inside it. */
const all = [github, githubRefresh, githubApp, gitlab, gitlabOther, slack, vault, buildkite, jwt, oauth2, other];

export const registry: Registry = createRegistry(all);
