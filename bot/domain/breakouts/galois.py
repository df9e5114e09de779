"""Arithmetic of the finite fields, as tables: the elements of GF(q) are the numbers 0 to q - 1."""

from functools import cache

import numpy as np

from bot.domain.breakouts.arrays import Ints


def prime_power(number: int) -> tuple[int, int] | None:
    """The prime and the exponent of a power of a prime, None for other numbers."""
    prime = next((each for each in range(2, number + 1) if number % each == 0), None)
    if prime is None:
        return None
    exponent = 0
    while number % prime == 0:
        number //= prime
        exponent += 1
    return (prime, exponent) if number == 1 else None


@cache
def field(order: int) -> tuple[Ints, Ints]:
    """The tables of addition and multiplication; `order` is a power of a prime.

    An element is the polynomial whose coefficients are the digits of its number to the base of the prime. Products are
    taken modulo the first monic polynomial by which every element but 0 has an inverse.
    """
    found = prime_power(order)
    if found is None:
        raise ValueError(f"there is no field of order {order}")
    prime, exponent = found
    digits = np.arange(order)[:, None] // prime ** np.arange(exponent) % prime
    value = prime ** np.arange(exponent)
    plus = (digits[:, None] + digits) % prime @ value
    for low in range(order):
        times = _products(digits, prime, digits[low]) @ value
        if all(len(set(row.tolist())) == order for row in times[1:]):
            return plus, times
    raise AssertionError("every field has such a polynomial")


def _products(digits: Ints, prime: int, low: Ints) -> Ints:
    """[q, q, e]: the digits of all products modulo x^e + low."""
    exponent = digits.shape[1]
    full = np.zeros((len(digits), len(digits), 2 * exponent - 1), np.int64)
    for one in range(exponent):
        for other in range(exponent):
            full[..., one + other] += digits[:, None, one] * digits[None, :, other]
    for degree in range(2 * exponent - 2, exponent - 1, -1):
        head = full[..., degree].copy()
        full[..., degree - exponent : degree] -= head[..., None] * low
    return full[..., :exponent] % prime
