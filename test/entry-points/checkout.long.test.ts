import { describeEntryPoint } from './describe-entry-point';
import { checkout } from './entry-point';

describeEntryPoint('npx octavo in the checkout', () => checkout);
