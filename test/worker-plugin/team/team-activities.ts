export interface TeamActivities {
  charge(amount: number): Promise<string>;
}

export const teamActivities: TeamActivities = {
  charge: (amount) => Promise.resolve(`charged ${amount}`),
};
