// What is protected or excluded stays.
module.exports = async (lab, { db }) => {
  const program = (d, o = {}) => async () => { const provider = lab.provider(); const a = new db.Job('a', { name: 'a', description: d }, { provider, protect: o.protect }); new db.Job('b', { name: 'b', description: d }, { provider, dependsOn: [a] }); new db.Job('c', { name: 'c', description: d }, { provider }); };
  const a = 'urn:pulumi:dev::lab::databricks:index/job:Job::a', stack = await lab.open(program('1', { protect: true })); await lab.step('create', stack, 'up');
  await lab.step('exclude with dependents', stack, 'up', { program: program('2', { protect: true }), exclude: [a], excludeDependents: true });
  await lab.step('destroy all but the protected', stack, 'destroy', { excludeProtected: true }); await lab.step('only protected ones are left', stack, 'destroy', { excludeProtected: true });
};
