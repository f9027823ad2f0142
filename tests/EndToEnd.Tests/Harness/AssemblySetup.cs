using RouterAlertAssurance.EndToEnd.Tests.Harness;

// One network and one product for all tests, which therefore run one after the other.
[assembly: AssemblyFixture(typeof(AssuredLab))]
[assembly: CollectionBehavior(DisableTestParallelization = true)]
[assembly: TestCollectionOrderer(typeof(ByPlace))]
