/** Where a browser came to rest. */
export interface Seen {
  readonly url: string;
  readonly status: number;
  readonly text: string;
}

interface Person {
  /** Presses "cancel" wherever there is one. */
  readonly refuses?: boolean;
  /** What is typed into a field of that name. */
  readonly types?: Readonly<Record<string, string>>;
}

const MOST_STEPS = 25;

/** A person with a browser: follows redirects, keeps cookies, and fills in and sends every form. */
export async function visit(url: string, { refuses = false, types = {} }: Person = {}): Promise<Seen> {
  const cookies = new Map<string, string>();
  let step: Step = { url };
  let hasRefused = false;
  for (let steps = 0; steps < MOST_STEPS; steps += 1) {
    const answer = await take(step, cookies);
    const to = answer.headers.get('location');
    const text = await answer.text();
    const next = to === null ? nextOn(text, refuses, { login: 'person', password: 'any', ...types }) : { url: to };
    if (next === undefined || hasRefused) return { url: step.url, status: answer.status, text };
    hasRefused = next.form?.has('abort') ?? false;
    step = { ...next, url: new URL(next.url, step.url).href };
  }
  throw new Error('the pages go round in circles');
}

interface Step {
  readonly url: string;
  readonly form?: URLSearchParams;
}

async function take({ url, form }: Step, cookies: Map<string, string>): Promise<Response> {
  const jar = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const answer = await fetch(url, {
    redirect: 'manual',
    headers: { cookie: jar, accept: 'text/html' },
    ...(form === undefined ? {} : { method: 'POST', body: form }),
  });
  for (const cookie of answer.headers.getSetCookie()) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    if (value === '') cookies.delete(name);
    else cookies.set(name, value);
  }
  return answer;
}

function nextOn(page: string, refuses: boolean, types: Readonly<Record<string, string>>): Step | undefined {
  const cancel = /href="([^"]+\/abort)"/.exec(page)?.[1];
  if (refuses && cancel !== undefined) return { url: cancel };
  const [form = ''] = /<form[\s\S]*?<\/form>/.exec(page) ?? [];
  const action = /action="([^"]+)"/.exec(form)?.[1];
  if (action === undefined) return undefined;
  const fields = [...form.matchAll(/<input[^>]*>/g)].map(([input]) => {
    const name = /name="([^"]+)"/.exec(input)?.[1] ?? '';
    return [name, types[name] ?? /value="([^"]*)"/.exec(input)?.[1] ?? ''] as [string, string];
  });
  const sent = new URLSearchParams(fields.filter(([name]) => name !== ''));
  if (refuses && page.includes('name="abort"')) sent.set('abort', 'yes');
  return { url: action, form: sent };
}
