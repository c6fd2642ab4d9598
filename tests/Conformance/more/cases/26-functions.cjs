// Functions of the provider.
module.exports = async (lab, { pulumi, db }) => {
  const stack = await lab.open(async () => {
    const provider = lab.provider(), me = await db.getCurrentUser({}, { provider }), dir = new db.Directory('folder', { path: '/a' }, { provider }), there = db.getDirectoryOutput({ path: dir.path }, { provider });
    new db.Job('job', { name: 'j', description: me.userName }, { provider }); return { home: me.home === '/Users/' + me.userName, there: there.workspacePath, jobs: db.getJobsOutput({}, { provider, dependsOn: [dir] }).apply(j => Object.keys(j.ids)) };
  });
  await lab.step('preview', stack, 'preview'); await lab.step('create', stack, 'up'); await lab.step('again', stack, 'up');
  await lab.step('of nothing', stack, 'up', { program: async () => { const provider = lab.provider(); new db.Job('job', { name: 'j', description: db.getDirectoryOutput({ path: '/none' }, { provider }).workspacePath }, { provider }); } });
};
