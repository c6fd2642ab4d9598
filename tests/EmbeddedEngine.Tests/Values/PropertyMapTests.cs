using Provisioner.EmbeddedEngine.Values;

namespace Provisioner.EmbeddedEngine.Tests.Values;

public class PropertyMapTests
{
    [Fact]
    public void Equals_SameItemsInAnotherOrder_True()
    {
        var one = PropertyMap.Empty.Set("a", "1").Set("b", true);
        var other = PropertyMap.Empty.Set("b", true).Set("a", "1");

        Assert.Equal(one, other);
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
    }
}
