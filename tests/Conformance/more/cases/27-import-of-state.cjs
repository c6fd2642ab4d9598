// Edited states that no operation could stand on.
module.exports = async (lab, { pulumi, db }) => {
  const gists = ['refers to unknown provider', 'comes after it', 'duplicate resource', 'is from a different stack', 'rerun with --force'];
  const stack = await lab.open(async () => { new db.Job('a', { name: 'a' }, { provider: lab.provider() }); return { x: pulumi.secret(1) }; }); await lab.step('up', stack, 'up');
  const state = await stack.exportStack(), edited = (label, edit) => { const copy = JSON.parse(JSON.stringify(state)); edit(copy.deployment); return lab.note(label, () => stack.importStack(copy), gists); };
  await edited('no provider', d => { d.resources = d.resources.filter(r => !r.type.startsWith('pulumi:providers')); }); await edited('turned around', d => { d.resources.reverse(); }); await edited('twice', d => { d.resources.push(d.resources[2]); });
  await edited('of another stack', d => { d.resources.forEach(r => { for (const k of ['urn', 'parent', 'provider']) if (r[k]) r[k] = r[k].replace('urn:pulumi:dev', 'urn:pulumi:prod'); }); });
  await edited('interrupted', d => { d.pending_operations = [{ type: 'creating', resource: { ...d.resources[2], urn: d.resources[2].urn + '2', id: '' } }]; }); await lab.step('goes on', stack, 'up');
};
