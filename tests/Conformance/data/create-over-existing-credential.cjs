// The program of the recorded scenario 13-unprovision/01, driven by the Node SDK; prints the deployment that the stack has afterwards.
const auto = require('@pulumi/pulumi/automation'), pulumi = require('@pulumi/pulumi'), db = require('@pulumi/databricks');
const fs = require('fs'), os = require('os'), path = require('path');
const arg = name => process.argv[process.argv.indexOf('--' + name) + 1];
const host = arg('host'), stackName = 'sales.orders.1.job.dev', projectName = 'provisioner';

const program = async () => {
  const provider = new db.Provider('workspace', { host });
  const folder = new db.Directory('folder', { path: '/orders_1/job' }, { provider, retainOnDelete: true });
  const credential = new db.GitCredential('git-credential', {
    gitProvider: 'gitHub', gitUsername: 'bot', personalAccessToken: pulumi.secret('ghp-secret'), force: true,
  }, { provider, retainOnDelete: true });
  const repo = new db.Repo('repo', {
    url: 'https://github.com/acme/orders.git', gitProvider: 'gitHub', path: '/orders_1/job/orders', branch: 'main',
  }, { provider, dependsOn: [folder, credential] });
  new db.Permissions('repo-permissions', { repoId: repo.id, accessControls: [{ groupName: 'Developers', permissionLevel: 'CAN_EDIT' }] }, { provider });
  const job = new db.Job('job', {
    name: 'orders_job', description: 'd',
    gitSource: { url: 'https://github.com/acme/orders.git', provider: 'gitHub', branch: 'main' },
    parameters: [{ name: 'A', default: '1' }],
    schedule: { quartzCronExpression: '0 0 5 * * ?', timezoneId: 'UTC' },
    tasks: [{
      taskKey: 'main', notebookTask: { notebookPath: 'nb/run', source: 'GIT' },
      newCluster: {
        sparkVersion: '15.4.x-scala2.12', nodeTypeId: 'Standard_DS3_v2', numWorkers: 2, dataSecurityMode: 'SINGLE_USER', sparkEnvVars: { A: '1' },
        azureAttributes: { firstOnDemand: 1, availability: 'SPOT_WITH_FALLBACK_AZURE', spotBidMaxPrice: -1 },
      },
    }],
  }, { provider });
  new db.Permissions('job-permissions', { jobId: job.id, accessControls: [{ groupName: 'Developers', permissionLevel: 'CAN_MANAGE_RUN' }] }, { provider });
  return { jobId: job.id };
};

(async () => {
  const post = (address, body) => fetch(host + address, { method: 'POST', headers: { 'content-type': 'application/json', authorization: 'Bearer dapi-x' }, body: JSON.stringify(body) });
  const made = await post('/api/2.0/git-credentials', { git_provider: 'gitHub', git_username: 'other', personal_access_token: 'x' });
  if (made.status >= 400) throw new Error(`the credential that exists already: ${made.status} ${await made.text()}`);
  const backend = 'file://' + fs.mkdtempSync(path.join(os.tmpdir(), 'conf-'));
  const stack = await auto.LocalWorkspace.createOrSelectStack({ stackName, projectName, program }, {
    pulumiCommand: await auto.PulumiCommand.get({ root: arg('cli') }),
    envVars: { PULUMI_CONFIG_PASSPHRASE: 'pw', PULUMI_BACKEND_URL: backend, DATABRICKS_TOKEN: 'dapi-x', GITHUB_TOKEN: 'not-for-this-one' },
    projectSettings: { name: projectName, runtime: 'nodejs', backend: { url: backend } },
  });
  await stack.up({ refresh: true });
  console.log(JSON.stringify((await stack.exportStack()).deployment));
})().catch(e => { console.error(e); process.exit(1); });
