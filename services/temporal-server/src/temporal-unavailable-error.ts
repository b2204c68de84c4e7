/** No Temporal server can be had or started on this machine; the message is one sentence that says what to do. */
export class TemporalUnavailableError extends Error {
  override readonly name: string = 'TemporalUnavailableError';
  readonly code = 'TEMPORAL_UNAVAILABLE';
}

/** Somebody else listens at ports that the server is to have. */
export class PortsTakenError extends TemporalUnavailableError {
  override readonly name = 'PortsTakenError';
  readonly ports: readonly number[];

  constructor(ports: readonly number[]) {
    const [noun, verb] = ports.length === 1 ? ['Port', 'is'] : ['Ports', 'are'];
    super(`${noun} ${ports.join(' and ')} ${verb} in use by another process.`);
    this.ports = ports;
  }
}
