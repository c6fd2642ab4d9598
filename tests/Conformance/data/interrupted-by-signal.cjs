// An update gets SIGTERM while it creates a job: the step is finished and saved, nothing more is started, no lock stays.
const auto = require('@pulumi/pulumi/automation'), pulumi = require('@pulumi/pulumi'), db = require('@pulumi/databricks');
const fs = require('fs'), os = require('os'), path = require('path');
const arg = name => process.argv[process.argv.indexOf('--' + name) + 1];
const host = arg('host'), dir = fs.mkdtempSync(path.join(os.tmpdir(), 'conf-')), backend = 'file://' + dir;

const control = (method, address, body) => fetch(host + address, { method, headers: { 'content-type': 'application/json' }, body: body && JSON.stringify(body) });
const program = async () => {
  const provider = new db.Provider('workspace', { host, token: pulumi.secret('dapi-x'), authType: 'pat' });
  const job = new db.Job('job', { name: 'orders_job' }, { provider });
  new db.Job('next', { name: 'next', description: job.id }, { provider });
};
const locksDir = path.join(dir, '.pulumi/locks/organization/lab/dev');
const locks = () => fs.existsSync(locksDir) ? fs.readdirSync(locksDir).filter(f => f.endsWith('.json')) : [];
const state = () => JSON.parse(fs.readFileSync(path.join(dir, '.pulumi/stacks/lab/dev.json'), 'utf8')).checkpoint.latest;
const pending = () => (state().pending_operations || []).map(p => `${p.type} ${p.resource.urn.split('::').pop()}`);

(async () => {
  await control('POST', '/_emulator/faults', [{ method: 'POST', path: '/api/2\\.[0-9]+/jobs/create', delayMs: 1500, times: 1 }]);
  const stack = await auto.LocalWorkspace.createOrSelectStack({ stackName: 'dev', projectName: 'lab', program }, {
    pulumiCommand: await auto.PulumiCommand.get({ root: arg('cli') }),
    envVars: { PULUMI_CONFIG_PASSPHRASE: 'pw', PULUMI_BACKEND_URL: backend },
    projectSettings: { name: 'lab', runtime: 'nodejs', backend: { url: backend } },
  });
  const running = stack.up().then(() => 'ok', e => /failed with exit code (\d+)/.exec(e.message)[1]);
  while (!pending().includes('creating job')) await new Promise(r => setTimeout(r, 20));
  process.kill(JSON.parse(fs.readFileSync(path.join(locksDir, locks()[0]), 'utf8')).pid, 'SIGTERM');
  const seen = { exitCode: await running, locks: locks().length, pending: pending() };
  seen.resources = state().resources.map(r => r.urn.split('::').pop()).sort();
  seen.history = (await stack.history())[0].result;
  const again = await stack.up();
  seen.changes = again.summary.resourceChanges;
  console.log(JSON.stringify(seen));
  process.exit(0);
})().catch(e => { console.error(e); process.exit(1); });
