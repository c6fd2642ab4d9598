// Functions of the program that alter what it declares: of the resource, of its parent, of the stack.
module.exports = async (lab, { pulumi, db }) => {
  class Part extends pulumi.ComponentResource { constructor(n, opts) { super('lab:index:Part', n, {}, opts); this.job = new db.Job(n + '-job', { name: n }, { parent: this }); this.registerOutputs(); } }
  const program = (o = {}) => async () => {
    pulumi.runtime.registerStackTransform(async a => a.type === 'databricks:index/job:Job' ? { props: { ...a.props, tags: { stack: 'yes' } }, opts: a.opts } : undefined);
    const provider = lab.provider(), dir = new db.Directory('folder', { path: '/a' }, { provider });
    new Part('part', { providers: [provider], transforms: [a => a.type.includes('Job') ? { props: { ...a.props, description: 'by parent' }, opts: pulumi.mergeOptions(a.opts, { ignoreChanges: ['maxConcurrentRuns'] }) } : undefined] });
    new db.Job('job', { name: 'j', description: dir.path, parameters: [{ name: 'p', default: pulumi.secret('hush') }] }, { provider, transforms: [a => ({ props: { ...a.props, maxConcurrentRuns: 3 }, opts: { ...a.opts, retainOnDelete: o.retain } })] });
  };
  const stack = await lab.open(program()); await lab.step('preview', stack, 'preview'); await lab.step('create', stack, 'up'); await lab.step('again', stack, 'up', { program: program({ retain: true }) });
  await lab.step('one throws', stack, 'up', { program: async () => { new db.Job('job', { name: 'j' }, { provider: lab.provider(), transforms: [() => { throw new Error('boom'); }] }); } });
};
