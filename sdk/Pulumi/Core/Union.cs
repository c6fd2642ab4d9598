using OneOf;

namespace Pulumi;

/// <summary>A union whose types are not at hand.</summary>
internal interface IUnion
{
    object Value { get; }
}

/// <summary>A value of one of two types.</summary>
public readonly struct Union<T0, T1> : IEquatable<Union<T0, T1>>, IUnion
{
    private readonly OneOf<T0, T1> _data;

    private Union(OneOf<T0, T1> data) => _data = data;

    public T0 AsT0 => _data.AsT0;

    public T1 AsT1 => _data.AsT1;

    public bool IsT0 => _data.IsT0;

    public bool IsT1 => _data.IsT1;

    public object Value => _data.Value;

    public static implicit operator Union<T0, T1>(T0 t) => FromT0(t);

    public static implicit operator Union<T0, T1>(T1 t) => FromT1(t);

    public static bool operator ==(Union<T0, T1> left, Union<T0, T1> right) => left.Equals(right);

    public static bool operator !=(Union<T0, T1> left, Union<T0, T1> right) => !left.Equals(right);

    public static Union<T0, T1> FromT0(T0 input) => new(OneOf<T0, T1>.FromT0(input));

    public static Union<T0, T1> FromT1(T1 input) => new(OneOf<T0, T1>.FromT1(input));

    public bool Equals(Union<T0, T1> other) => _data.Equals(other._data);

    public override bool Equals(object? obj) => obj is Union<T0, T1> other && Equals(other);

    public override int GetHashCode() => _data.GetHashCode();

    public override string ToString() => _data.ToString();

    public Union<TResult, T1> MapT0<TResult>(Func<T0, TResult> mapFunc) => new(_data.MapT0(mapFunc));

    public Union<T0, TResult> MapT1<TResult>(Func<T1, TResult> mapFunc) => new(_data.MapT1(mapFunc));

    public Union<TResult0, TResult1> Bimap<TResult0, TResult1>(Func<T0, TResult0> mapFunc0, Func<T1, TResult1> mapFunc1)
        => _data.Match(
            t0 => Union<TResult0, TResult1>.FromT0(mapFunc0(t0)),
            t1 => Union<TResult0, TResult1>.FromT1(mapFunc1(t1)));

    public TResult Match<TResult>(Func<T0, TResult> f0, Func<T1, TResult> f1) => _data.Match(f0, f1);

    public void Switch(Action<T0> f0, Action<T1> f1) => _data.Switch(f0, f1);

    public bool TryPickT0(out T0 value, out T1 remainder) => _data.TryPickT0(out value, out remainder);

    public bool TryPickT1(out T1 value, out T0 remainder) => _data.TryPickT1(out value, out remainder);
}
