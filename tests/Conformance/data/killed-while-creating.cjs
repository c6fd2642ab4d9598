// An update is killed while it creates a job; then what is left, what the next update says, and how it goes on after a cancel (recordings, 06-interrupted).
const auto = require('@pulumi/pulumi/automation'), pulumi = require('@pulumi/pulumi'), db = require('@pulumi/databricks');
const fs = require('fs'), os = require('os'), path = require('path');
const arg = name => process.argv[process.argv.indexOf('--' + name) + 1];
const host = arg('host'), dir = fs.mkdtempSync(path.join(os.tmpdir(), 'conf-')), backend = 'file://' + dir;

const control = (method, address, body) => fetch(host + address, { method, headers: { 'content-type': 'application/json' }, body: body && JSON.stringify(body) });
const program = async () => {
  const job = new db.Job('job', { name: 'orders_job' }, { provider: new db.Provider('workspace', { host, token: pulumi.secret('dapi-x'), authType: 'pat' }) });
  return { jobId: job.id };
};
const open = async () => auto.LocalWorkspace.createOrSelectStack({ stackName: 'dev', projectName: 'lab', program }, {
  pulumiCommand: await auto.PulumiCommand.get({ root: arg('cli') }),
  envVars: { PULUMI_CONFIG_PASSPHRASE: 'pw', PULUMI_BACKEND_URL: backend },
  projectSettings: { name: 'lab', runtime: 'nodejs', backend: { url: backend } },
});
const locksDir = path.join(dir, '.pulumi/locks/organization/lab/dev');
const locks = () => fs.existsSync(locksDir) ? fs.readdirSync(locksDir).filter(f => f.endsWith('.json')) : [];
const state = () => JSON.parse(fs.readFileSync(path.join(dir, '.pulumi/stacks/lab/dev.json'), 'utf8')).checkpoint.latest;
const pending = () => (state().pending_operations || []).map(p => `${p.type} ${p.resource.urn.split('::').pop()}`);

(async () => {
  const seen = {};
  await control('POST', '/_emulator/faults', [{ method: 'POST', path: '/api/2\\.[0-9]+/jobs/create', delayMs: 60000, times: 1 }]);
  const stack = await open();
  const running = stack.up().then(() => 'ok', () => 'failed');
  while (!pending().includes('creating job')) await new Promise(r => setTimeout(r, 50));
  const lock = JSON.parse(fs.readFileSync(path.join(locksDir, locks()[0]), 'utf8'));
  process.kill(lock.pid, 'SIGKILL');
  seen.killed = await running;
  seen.lock = Object.keys(lock);
  seen.locks = locks().length;
  seen.pending = pending();
  await control('DELETE', '/_emulator/faults');
  const second = await open();
  seen.whileLocked = await second.up().then(() => 'ok', e => `${e.name}: ${(/error: (.*)/.exec(e.message) || [])[1]}`);
  await second.cancel();
  seen.locksAfterCancel = locks().length;
  const again = await second.up();
  seen.warned = /warning: Attempting to deploy or update resources with 1 pending operations from previous deployment\.\n/.test(again.stdout) && / interrupted while creating\n/.test(again.stdout);
  seen.changes = again.summary.resourceChanges;
  seen.pendingAfterwards = pending();
  await second.refresh({ clearPendingCreates: true });
  seen.pendingAfterClearing = pending();
  console.log(JSON.stringify(seen));
})().catch(e => { console.error(e); process.exit(1); });
