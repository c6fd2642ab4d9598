using Provisioner.Conformance;

[assembly: AssemblyFixture(typeof(NodeKit))]
