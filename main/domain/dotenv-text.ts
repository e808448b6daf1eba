/** A variable as it is written: what it is called, and how its token is called where that is not the same. */
interface Variable {
  readonly label: string;
  readonly value: string;
}

/** The map of labels to values as a file of variables that gives the same map when it is read again. */
export function dotenvText(variables: readonly Variable[]): string {
  const used = new Set<string>();
  return variables.map(({ label, value }) => statementOf(label, value, used)).join('');
}

function statementOf(label: string, value: string, used: Set<string>): string {
  const name = freeName(label, used);
  // Read back by our own import; to every other reader it is a comment.
  const comment = name === label ? '' : `# tokenkeep: ${label}\n`;
  return `${comment}${name}=${spelled(value)}\n`;
}

function freeName(label: string, used: Set<string>): string {
  const plain = /^[A-Za-z_][\w.]*$/.test(label) ? label : wordOf(label);
  let [name, turn] = [plain, 1];
  while (used.has(name)) name = `${plain}_${(turn += 1)}`;
  used.add(name);
  return name;
}

function wordOf(label: string): string {
  const word = label.toUpperCase().replace(/[^A-Z0-9]+/g, '_');
  return /^[A-Z_]/.test(word) ? word : `_${word}`;
}

/** Single quotes where they will do, since nothing is ever put in place of anything between them. */
function spelled(value: string): string {
  if (/^[\w./:@%+,=~-]+$/.test(value)) return value;
  if (!/['\r\n]/.test(value)) return `'${value}'`;
  const escaped = value.replace(/[\\"$`]/g, String.raw`\$&`);
  return `"${escaped.replaceAll('\n', String.raw`\n`).replaceAll('\r', String.raw`\r`)}"`;
}
