// The one type of the platform that authors of actions meet. This package is compiled without platform types; in the
// others it merges with the platform's own.
interface AbortSignal {
  readonly aborted: boolean;
}
