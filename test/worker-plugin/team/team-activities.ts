import { ApplicationFailure } from '@temporalio/common';

export interface TeamActivities {
  charge(amount: number): Promise<string>;
  decline(order: object): Promise<void>;
}

export const teamActivities: TeamActivities = {
  charge: (amount) => Promise.resolve(`charged ${amount}`),
  decline: () => Promise.reject(ApplicationFailure.nonRetryable('no money', 'CARD_DECLINED')),
};
