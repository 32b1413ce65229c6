using CsCheck;
using EmailCourse.Storage;
using Xunit;

namespace EmailCourse.Tests.Storage;

public sealed class RowRangeTests
{
    private static readonly Gen<string> Keys = Gen.Char[' ', '~'].Array[1, 6].Select(characters => new string(characters));

    [Fact]
    public void A_range_by_prefix_holds_exactly_the_keys_that_begin_with_it() =>
        Gen.Select(Keys, Keys)
            .Sample(
                (prefix, key) =>
                    Holds(RowRange.StartingWith(prefix), key) == key.StartsWith(prefix, StringComparison.Ordinal)
                    && Holds(RowRange.StartingWith(prefix), prefix + key)
                    && Holds(RowRange.StartingWith(prefix), prefix)
            );

    [Fact]
    public void Nothing_lies_between_a_key_and_the_one_after_it() =>
        Gen.Select(Keys, Keys)
            .Sample(
                (key, other) =>
                    string.CompareOrdinal(RowRange.After(key), key) > 0
                    && string.CompareOrdinal(other, key) > 0 == string.CompareOrdinal(other, RowRange.After(key)) >= 0
            );

    private static bool Holds(RowRange range, string key) =>
        string.CompareOrdinal(key, range.From) >= 0 && string.CompareOrdinal(key, range.Before) < 0;
}
