import type { RouterTask } from '@octavo/orchestrators/language';
import type { RouterResult } from '../../contracts/response';
import type { ResponseKind } from '../handle-response';

/** `handleRouterResponse`: the jump, or the outputs of the inline tasks. */
export const routerResponse: ResponseKind<RouterTask, RouterResult> = {
  outcomeOf: ({ jump, taken }, { config }) => {
    const way = jump === 'otherwise' ? config.otherwise : jump === null ? undefined : config.routes[jump];
    if (way?.then !== undefined) return { status: 'SUCCESS', output: { route: jump }, next: way.then };
    const routes = taken.map(({ route, output }) => ({ route, output }));
    return { status: 'SUCCESS', output: config.mode === 'all' ? { routes } : (routes[0] ?? null) };
  },
};
