// Functions of the program around steps, and after failed ones.
module.exports = async (lab, { pulumi, db }) => {
  const said = [], hook = name => new pulumi.ResourceHook(name, a => { said.push(`${name} ${a.name} ${a.oldInputs?.description ?? '-'}>${a.newInputs?.description ?? '-'} ${a.newOutputs ? 'made' : ''}`); }, { onDryRun: name === 'before' });
  const program = (d, o = {}) => async () => {
    const before = hook('before'), after = hook('after'), provider = lab.provider();
    if (!o.less) new db.Job('job', { name: 'j', description: d }, { provider, hooks: { beforeCreate: [before], afterCreate: [after], beforeUpdate: [before], afterUpdate: [after], beforeDelete: [before], afterDelete: [after] } });
    if (o.fails) new db.Job('no', { name: 'no' }, { provider, hooks: { beforeCreate: [new pulumi.ResourceHook('no', () => { throw new Error('boom'); })] } });
  };
  const stack = await lab.open(program('1')); await lab.step('preview', stack, 'preview'); await lab.step('create', stack, 'up'); await lab.step('update', stack, 'up', { program: program('2') });
  await lab.step('a hook fails', stack, 'up', { program: program('2', { fails: true }) }); await lab.step('destroy without the program', stack, 'destroy'); await lab.step('left out', stack, 'up', { program: program('2', { less: true }) });
  await lab.note('said', () => said);
};
