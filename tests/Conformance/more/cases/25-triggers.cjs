// Replacements that no property asks for.
module.exports = async (lab, { db }) => {
  const program = (o = {}) => async () => { const provider = lab.provider(); const dir = new db.Directory('folder', { path: o.path || '/a' }, { provider, deleteBeforeReplace: o.first }); new db.Job('with', { name: 'w' }, { provider, replaceWith: [dir] }); new db.Job('trigger', { name: 't' }, { provider, replacementTrigger: o.t }); };
  const stack = await lab.open(program({ t: 'one' })); await lab.step('create', stack, 'up'); await lab.step('pulled', stack, 'up', { program: program({ t: 'two' }) }); await lab.step('taken away', stack, 'up', { program: program() });
  await lab.step('replace with', stack, 'up', { program: program({ path: '/b' }) }); await lab.step('replace with, delete first', stack, 'up', { program: program({ path: '/c', first: true }) });
};
