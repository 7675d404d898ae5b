"""Prints the known answers of address_test.cpp: the address format written a second time, from its description alone."""

M32, M64 = (1 << 32) - 1, (1 << 64) - 1
GOLDEN = 0x9E3779B97F4A7C15


def philox(counter, key):  # Salmon et al. 2011, 4 words of 32 bits, 10 rounds
    c, k = list(counter), list(key)
    for _ in range(10):
        p0, p1 = 0xD2511F53 * c[0], 0xCD9E8D57 * c[2]
        c = [(p1 >> 32) ^ c[1] ^ k[0], p1 & M32, (p0 >> 32) ^ c[3] ^ k[1], p0 & M32]
        k = [(k[0] + 0x9E3779B9) & M32, (k[1] + 0xBB67AE85) & M32]
    return c


def fnv1a(data):  # 64-bit FNV-1a
    state = 0xCBF29CE484222325
    for byte in data:
        state = (state ^ byte) * 0x100000001B3 & M64
    return state


def finish(x):  # finaliser of splitmix64
    x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9 & M64
    x = (x ^ x >> 27) * 0x94D049BB133111EB & M64
    return x ^ x >> 31


def named(*texts):
    return finish(fnv1a(b"".join(text.encode() + b"\xff" for text in texts)))


def low_56(x):
    return x & (1 << 56) - 1


def words(seed, member, purpose, year, trial, page):
    return philox([trial, member & M32, member >> 32 << 8 | purpose, (year - 1900) << 24 | page],
                  [seed & M32, seed >> 32])


def show(what, values):
    print(what, " ".join(f"{value:#x}" for value in values))


if __name__ == "__main__":
    show('member_address("aco", "1001")', [low_56(named("aco", "1001"))])
    show('member_address("aco", "")', [low_56(named("aco", ""))])
    show('member_address("aco", "aged_non_dual/65-74", 0)',
         [low_56(finish(named("aco", "aged_non_dual/65-74") + GOLDEN & M64))])
    show('member_address("aco", "aged_non_dual/65-74", 41)',
         [low_56(finish(named("aco", "aged_non_dual/65-74") + 42 * GOLDEN & M64))])
    show('named_address("cost.aco.trend")', [low_56(named("cost.aco.trend"))])
    show("rehash of member 1001", [low_56(finish(low_56(named("aco", "1001")) + GOLDEN & M64))])
    show("words, driver", words(0x0123456789ABCDEF, 0xFEDCBA98765432, 1, 2024, 7, 0))
    show("words, class_year", words(0x0123456789ABCDEF, 0xFEDCBA98765432, 2, 2024, 7, 0))
    show("words, claims", words(0x0123456789ABCDEF, 0xFEDCBA98765432, 3, 2024, 7, 5))
    show("words, quality", words(0x0123456789ABCDEF, 0xFEDCBA98765432, 4, 2024, 7, 0))
    show("words, conditional", words(0x0123456789ABCDEF, 0xFEDCBA98765432, 5, 2024, 7, 0))
    show("words, scramble", words(0x0123456789ABCDEF, 0xFEDCBA98765432, 6, 2024, 7, 0))
    show("words, selection", words(0x0123456789ABCDEF, 0xFEDCBA98765432, 7, 2024, 7, 0))
    show("words, parameter", words(0x0123456789ABCDEF, 0xFEDCBA98765432, 8, 2024, 7, 0))
    show("words, ends", words(M64, (1 << 56) - 1, 3, 2155, M32, (1 << 24) - 1))
    show("words, first", words(0, 0, 1, 1900, 0, 0))
