export { SimulatedWorld, type SimulatedAction, type SimulatedAttempt } from './simulated-world';
export { type Simulation, type SimulationResult, simulate, simulationStartMs } from './simulate';
