/** Temporal's own ports, so that its tools find `octavo dev` without being told. */
export const devPort = 7233;
export const devUiPort = 8233;

/** Where `octavo dev` listens, and where other commands look for it when no server is configured. */
export const devAddress = `127.0.0.1:${devPort}`;
