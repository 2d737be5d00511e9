package io.vesper.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every number here was printed by CPython 3.11; the call is in the comment above it. */
class PythonRandomTest {

    @Test
    void bitsEqualPythons() {
        // random.seed(0); [random.getrandbits(k) for k in (32, 32, 32, 1, 5, 31)]
        PythonRandom random = new PythonRandom(0);

        assertThat(IntStream.of(32, 32, 32, 1, 5, 31).mapToLong(k -> Integer.toUnsignedLong(random.bits(k))))
                .containsExactly(3626764237L, 1654615998L, 3255389356L, 1L, 13L, 86939546L);
    }

    @Test
    void bitsEqualPythonsAfterTheStateIsUsedUp() {
        // random.seed(9); x = [random.getrandbits(32) for _ in range(2000)]; x[623], x[624], x[1999]
        PythonRandom random = new PythonRandom(9);
        int[] drawn = IntStream.generate(() -> random.bits(32)).limit(2000).toArray();

        assertThat(IntStream.of(623, 624, 1999).mapToLong(i -> Integer.toUnsignedLong(drawn[i])))
                .containsExactly(1672538544L, 3815807495L, 1592179525L);
    }

    @Test
    void theLargestSeedEqualsPythons() {
        // random.seed(2147483647); random.getrandbits(32)
        assertThat(new PythonRandom(Integer.MAX_VALUE).bits(32)).isEqualTo(1364760256);
    }

    @Test
    void choicesEqualPythons() {
        // random.seed(3); [random.choice(range(n)) for n in (1, 2, 3, 7, 8, 9, 100, 1000, 1 << 20)]
        PythonRandom random = new PythonRandom(3);

        assertThat(IntStream.of(1, 2, 3, 7, 8, 9, 100, 1000, 1 << 20).map(random::choice))
                .containsExactly(0, 0, 1, 4, 7, 1, 77, 13, 984051);
    }

    @Test
    void samplesEqualPythons() {
        PythonRandom random = new PythonRandom(4);

        // random.seed(4); random.sample(range(13), 10), then range(85), 10 and range(86), 10: the method changes there
        assertThat(random.sample(13, 10)).containsExactly(3, 4, 1, 6, 7, 2, 0, 9, 5, 12);
        assertThat(random.sample(85, 10)).containsExactly(70, 37, 7, 28, 66, 68, 46, 35, 22, 13);
        assertThat(random.sample(86, 10)).containsExactly(33, 27, 3, 82, 34, 24, 21, 39, 37, 80);
        // random.sample(range(21), 5), range(22), 5: and there
        assertThat(random.sample(21, 5)).containsExactly(11, 2, 10, 12, 16);
        assertThat(random.sample(22, 5)).containsExactly(7, 5, 15, 8, 2);
        // random.sample(range(5), 5), range(30), 1, range(12), 1; random.getrandbits(32)
        assertThat(random.sample(5, 5)).containsExactly(4, 2, 0, 1, 3);
        assertThat(random.sample(30, 1)).containsExactly(27);
        assertThat(random.sample(12, 1)).containsExactly(8);
        assertThat(random.bits(32)).isEqualTo(838056227);
    }

    @Test
    void aSampleOfOneIsAChoice() {
        PythonRandom sampled = new PythonRandom(5);
        PythonRandom chosen = new PythonRandom(5);

        for (int size = 1; size < 200; size++) {
            assertThat(sampled.sample(size, 1)).containsExactly(chosen.choice(size));
        }
    }

    @Test
    void aNegativeSeedIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PythonRandom(-1))
                .withMessageContaining("(-1)");
    }
}
