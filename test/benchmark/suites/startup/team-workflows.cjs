// The workflows of a team.
const { proxyActivities } = require('@temporalio/workflow');

const { echo } = proxyActivities({ startToCloseTimeout: '1 minute' });

exports.teamWorkflow = async (value) => await echo(value);
