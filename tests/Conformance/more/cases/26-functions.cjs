// Functions of the provider.
module.exports = async (lab, { pulumi, db }) => {
  const stack = await lab.open(async () => {
    const provider = lab.provider(), me = await db.getCurrentUser({}, { provider }), dir = new db.Directory('folder', { path: '/a' }, { provider }), there = db.getDirectoryOutput({ path: dir.path }, { provider });
    new db.Job('job', { name: 'j', description: me.userName }, { provider }); return { home: me.home === '/Users/' + me.userName, there: there.workspacePath };
  });
  await lab.step('preview', stack, 'preview'); await lab.step('create', stack, 'up');
  await lab.step('jobs', stack, 'preview', { program: async () => { const provider = lab.provider(); return { names: Object.keys((await db.getJobs({}, { provider })).ids) }; } });
  await lab.step('of nothing', stack, 'up', { program: async () => { const provider = lab.provider(); new db.Job('job', { name: 'j', description: db.getDirectoryOutput({ path: '/none' }, { provider }).workspacePath }, { provider }); } });
};
