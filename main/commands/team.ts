import type { AgentHandlers } from '../../shared/agent.ts';
import type { RotatedNow, TeamAnswers, TeamTerminalAnswers } from '../../shared/commands/team.ts';
import type { Handlers } from '../../shared/contract.ts';
import type { Failure } from '../../shared/failure.ts';
import { failed, succeeded, type Result } from '../../shared/result.ts';
import type { TeamView } from '../../shared/team-view.ts';
import { duration } from '../../shared/time.ts';
import type { Clipboard } from '../domain/ports.ts';
import { Secret } from '../domain/secret.ts';
import type { Catalog } from '../domain/storage-ports.ts';
import type { Copying } from '../services/copying.ts';
import { named } from '../services/naming.ts';
import type { Rotation } from '../services/rotation.ts';
import type { Sharing } from '../services/sharing.ts';

interface Needs {
  readonly catalog: Catalog;
  readonly clipboard: Clipboard;
  readonly copying: Copying;
  readonly rotation: Rotation;
  readonly sharing: Sharing;
}

const secretOf = (text: string | undefined): Secret | undefined => (text === undefined ? undefined : new Secret(text));

/** What members do; who did it is in the team's own records, signed. */
export const teamHandlers = ({ catalog, clipboard, copying, rotation, sharing }: Needs) => {
  const { members, tokens } = sharing;

  /** The team as it is after that. */
  async function viewed(
    team: string | undefined,
    result: Promise<Result<unknown, Failure>>,
  ): Promise<Result<TeamView, Failure>> {
    const done = await result;
    return done.ok ? sharing.view(team) : done;
  }

  async function pastedOf(
    paste: { readonly kind: 'clipboard' } | { readonly kind: 'value'; readonly text: string },
  ): Promise<Result<Secret, Failure>> {
    if (paste.kind === 'value') return succeeded(new Secret(paste.text));
    const read = await clipboard.read();
    if (!read.ok) return read;
    return read.value === undefined ? failed({ code: 'paste-empty' }) : succeeded(read.value);
  }

  const teamOfToken = (name: string): string | undefined => {
    const found = named(catalog, name);
    return found.ok && found.value.vault !== 'personal' ? found.value.vault.slice('team:'.length) : undefined;
  };

  async function rotateNow(team: string | undefined, actor: string): Promise<Result<readonly RotatedNow[], Failure>> {
    const due = await tokens.rotateNow(team);
    if (!due.ok) return due;
    const rotated: RotatedNow[] = [];
    for (const { id, label } of due.value) {
      const result = await rotation.rotate({ token: id, confirmed: true }, actor);
      rotated.push({ label, done: result.ok, ...(result.ok ? {} : { why: result.failure.code }) });
    }
    if (rotated.length > 0) await sharing.sync(team);
    return succeeded(rotated);
  }

  return (actor: string): Pick<Handlers, keyof TeamAnswers> => ({
    teamCreate: ({ password, ...input }) => sharing.create({ ...input, password: secretOf(password) }),
    async teamJoin({ code, password, ...input }) {
      const pasted = await pastedOf(code);
      return pasted.ok ? sharing.join({ ...input, code: pasted.value, password: secretOf(password) }) : pasted;
    },
    async teamInviteCopy({ team, forMs, ...input }) {
      const code = await members.invite(team, { ...input, for: duration(forMs) });
      return code.ok ? copying.put(code.value, input.name) : code;
    },
    teamWithdraw: ({ team, invitation }) => viewed(team, members.withdraw(team, invitation)),
    teamConfirm: ({ team, invitation, phrase }) => viewed(team, members.confirm(team, invitation, phrase)),
    teamRole: ({ team, member, role }) => viewed(team, members.setRole(team, member, role)),
    teamRemove: ({ team, member, heir }) => viewed(team, members.remove(team, member, heir)),
    async teamLeave({ team }) {
      const left = await members.leave(team);
      return left.ok ? succeeded({ left: team ?? '' }) : left;
    },
    teamKeys: ({ team }) => viewed(team, members.newKeys(team)),
    teamShare: ({ token, team, access }) => viewed(team, tokens.share(token, team, access)),
    async teamUnshare({ token }) {
      const unshared = await tokens.unshare(token);
      return unshared.ok ? succeeded({ label: token }) : unshared;
    },
    teamAccess: ({ token, ...input }) => viewed(teamOfToken(token), tokens.change(token, input)),
    teamRotateNow: ({ team }) => rotateNow(team, actor),
    teamSync: ({ team }) => sharing.sync(team),
    teamView: ({ team }) => sharing.view(team),
    teamList: async () => succeeded(await sharing.opened()),
    teamAudit: ({ team }) => sharing.audit(team),
    teamSeen: ({ team }) => viewed(team, sharing.seen(team)),
    async teamForget({ team }) {
      const gone = await sharing.forget(team);
      return gone.ok ? succeeded({ left: team ?? '' }) : gone;
    },
  });
};

/** What is as good as a key, for the terminal that asked for it. */
export const teamTerminalHandlers =
  ({ sharing }: Needs) =>
  (): Pick<AgentHandlers, keyof TeamTerminalAnswers> => ({
    async teamInvite({ team, forMs, ...input }) {
      const code = await sharing.members.invite(team, { ...input, for: duration(forMs) });
      return code.ok ? succeeded({ code: code.value.use((text) => text) }) : code;
    },
    async teamRecovery({ team }) {
      const kit = await sharing.members.recovery(team);
      return kit.ok ? succeeded({ kit: kit.value.use((text) => text) }) : kit;
    },
    teamRecover: ({ kit, password, ...input }) =>
      sharing.recover({ ...input, kit: new Secret(kit), password: secretOf(password) }),
  });
