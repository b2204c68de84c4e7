export {
  type Cut,
  type PlannedSignal,
  type Simulation,
  type SimulationResult,
  simulate,
  simulationStartMs,
} from './simulate';
export { SimulatedWorld, type SimulatedAction, type SimulatedAttempt } from './simulated-world';
