import type { Registry } from '../domain/provider.ts';
import { createRegistry } from '../domain/registry.ts';
import { algolia } from './algolia.ts';
import { artifactory } from './artifactory.ts';
import { atlassian, atlassianAdmin, atlassianOauth } from './atlassian.ts';
import { auth0 } from './auth0.ts';
import { bitbucketCloud } from './bitbucket-cloud.ts';
import { circleci } from './circleci.ts';
import { discordBot, discordOauth } from './discord.ts';
import { figma } from './figma.ts';
import { githubOauthClient } from './github-oauth-client.ts';
import { kubernetesSa } from './kubernetes-sa.ts';
import { linear } from './linear.ts';
import { mapbox } from './mapbox.ts';
import { newrelic } from './newrelic.ts';
import { okta } from './okta.ts';
import { postman } from './postman.ts';
import { snyk } from './snyk.ts';
import { sonarqube } from './sonarqube.ts';
import { telegramBot } from './telegram-bot.ts';
import { aws } from './aws.ts';
import { anthropic } from './anthropic.ts';
import { cloudflare } from './cloudflare.ts';
import { dockerhub } from './dockerhub.ts';
import { googleApiKey } from './google-api-key.ts';
import { googleOauth } from './google-oauth.ts';
import { grafana, grafanaCloud } from './grafana.ts';
import { npm } from './npm.ts';
import { openai } from './openai.ts';
import { pypi, testPypi } from './pypi.ts';
import { awsSso } from './aws-sso-oidc.ts';
import { azureDevops } from './azure-devops.ts';
import { datadog, datadogApplication } from './datadog.ts';
import { digitalocean } from './digitalocean.ts';
import { entraClientSecret, entraOauth } from './entra.ts';
import { flyio } from './flyio.ts';
import { gcpServiceAccountKey } from './gcp-service-account-key.ts';
import { heroku } from './heroku.ts';
import { huggingface } from './huggingface.ts';
import { mailgun } from './mailgun.ts';
import { netlify } from './netlify.ts';
import { notion } from './notion.ts';
import { pagerduty } from './pagerduty.ts';
import { sendgrid } from './sendgrid.ts';
import { sentry } from './sentry.ts';
import { stripe } from './stripe.ts';
import { terraformCloud } from './terraform-cloud.ts';
import { twilio, twilioAuthToken } from './twilio.ts';
import { vercel } from './vercel.ts';
import { buildkite } from './buildkite.ts';
import { gitea } from './gitea.ts';
import { github, githubRefresh } from './github.ts';
import { githubApp } from './github-app.ts';
import { gitlab, gitlabOther } from './gitlab.ts';
import { jwt } from './jwt.ts';
import { oauth2 } from './oauth2.ts';
import { other } from './other.ts';
import { slack } from './slack.ts';
import { vault } from './vault.ts';

/** Specific before general: an installation token of GitHub has a JSON Web Token inside it. */
const all = [
  github,
  githubRefresh,
  githubApp,
  gitlab,
  gitlabOther,
  slack,
  vault,
  aws,
  npm,
  pypi,
  testPypi,
  dockerhub,
  openai,
  anthropic,
  googleApiKey,
  googleOauth,
  cloudflare,
  buildkite,
  grafana,
  grafanaCloud,
  algolia,
  artifactory,
  atlassian,
  atlassianAdmin,
  atlassianOauth,
  auth0,
  bitbucketCloud,
  circleci,
  discordBot,
  discordOauth,
  figma,
  gitea,
  githubOauthClient,
  kubernetesSa,
  linear,
  mapbox,
  newrelic,
  okta,
  postman,
  snyk,
  sonarqube,
  telegramBot,
  awsSso,
  azureDevops,
  datadog,
  datadogApplication,
  digitalocean,
  entraClientSecret,
  entraOauth,
  flyio,
  gcpServiceAccountKey,
  heroku,
  huggingface,
  mailgun,
  netlify,
  notion,
  pagerduty,
  sendgrid,
  sentry,
  stripe,
  terraformCloud,
  twilio,
  twilioAuthToken,
  vercel,
  jwt,
  oauth2,
  other,
];

export const registry: Registry = createRegistry(all);
