import { MissingPiece } from './missing-piece.mjs';

/** Fails unless this Node is ^20.19 or at least 22.12. */
export function checkNode(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number);
  const isSupported = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;
  if (isSupported) return;
  throw new MissingPiece(
    `Octavo needs Node ^20.19 or >= 22.12, and this is ${version}: install a newer one from https://nodejs.org.`,
  );
}
