// `node probe.mjs /healthz`: ends with 0 where the worker of this container answers 200 at that path.
const { OCTAVO_HEALTH: address } = process.env;
const isWell = await fetch(`http://${address}${process.argv[2]}`).then(
  ({ ok }) => ok,
  () => false,
);
process.exit(isWell ? 0 : 1);
