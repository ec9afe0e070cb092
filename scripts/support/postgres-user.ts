import { constants, existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** How to call a PostgreSQL program so that it does not run as root. */
export type Caller = {
  /** Who will own the data folder; undefined: whoever runs us. */
  owner: { uid: number; gid: number } | undefined;
  command(program: string, args: readonly string[]): { command: string; args: string[]; uid?: number; gid?: number };
};

/**
 * PostgreSQL refuses to run as root, so root calls it as another user: the owner of an existing data folder, else
 * `postgres`, else `nobody` (initdb wants a name, so a bare number will not do). Folders only root may enter, root's
 * home or our own data folder, are opened to that one process by a capability rather than to everybody by chmod.
 */
export function callerFor(dataDir: string, program: string): Caller {
  if (process.getuid?.() !== 0) {
    return { owner: undefined, command: (name, args) => ({ command: name, args: [...args] }) };
  }
  const owner = existsSync(dataDir) ? ownerOf(dataDir) : (accountOf('postgres') ?? accountOf('nobody'));
  if (!owner) throw new Error('PostgreSQL cannot run as root, and there is no user to run it as: useradd postgres');
  if ([dataDir, program].every(isOpenToAll)) {
    return { owner, command: (name, args) => ({ command: name, args: [...args], ...owner }) };
  }
  const capability = searchCapability();
  return {
    owner,
    command: (name, args) => ({
      command: 'setpriv',
      args: [
        `--reuid=${owner.uid}`,
        `--regid=${owner.gid}`,
        '--clear-groups',
        // Else access(2), by which initdb looks for its programs, leaves capabilities out for whoever is not root.
        '--securebits=+no_setuid_fixup',
        `--inh-caps=+${capability}`,
        `--ambient-caps=+${capability}`,
        name,
        ...args,
      ],
    }),
  };
}

function ownerOf(dir: string): { uid: number; gid: number } {
  const { uid, gid } = statSync(dir);
  return { uid, gid };
}

function accountOf(name: string): { uid: number; gid: number } | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid === undefined || gid === undefined ? undefined : { uid: Number(uid), gid: Number(gid) };
}

function isOpenToAll(place: string): boolean {
  for (let folder = path.dirname(path.resolve(place)); ; folder = path.dirname(folder)) {
    if (existsSync(folder) && (statSync(folder).mode & constants.S_IXOTH) === 0) return false;
    if (folder === path.dirname(folder)) return true;
  }
}

/** Containers often leave root without CAP_DAC_READ_SEARCH (bit 2) but with CAP_DAC_OVERRIDE (bit 1). */
function searchCapability(): 'dac_read_search' | 'dac_override' {
  const bounding = /^CapBnd:\s*([0-9a-f]+)$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '0';
  return (BigInt(`0x${bounding}`) & 4n) === 0n ? 'dac_override' : 'dac_read_search';
}
