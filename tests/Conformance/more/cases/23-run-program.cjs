// Refresh and destroy that run the program.
module.exports = async (lab, { db }) => {
  const program = (o = {}) => async () => { const provider = lab.provider(); const a = new db.Job('a', { name: 'a', description: o.d || 'one' }, { provider }); new db.Job('b', { name: 'b', description: a.name }, { provider }); if (o.more) new db.Job('c', { name: 'c' }, { provider }); return { d: o.d || 'one' }; };
  const id = async n => (await lab.api('GET', '/api/2.2/jobs/list?name=' + n)).body.jobs[0].job_id;
  const stack = await lab.open(program()); await lab.step('create', stack, 'up');
  await lab.api('POST', '/api/2.2/jobs/update', { job_id: await id('a'), new_settings: { description: 'by hand' } }); await lab.step('refresh', stack, 'refresh', { runProgram: true });
  await lab.api('POST', '/api/2.2/jobs/delete', { job_id: await id('b') }); stack.workspace.program = program({ more: true, d: 'two' });
  await lab.step('one is gone, one is new', stack, 'refresh', { runProgram: true }); await lab.step('up with refresh', stack, 'up', { refresh: true, runProgram: true }); await lab.step('destroy', stack, 'destroy', { runProgram: true });
};
