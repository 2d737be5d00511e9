package io.vesper.protocol;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The random numbers of Python 3's {@code random} module, number for number, because published results hang on its draws:
 * the Mersenne Twister MT19937 of <a href="https://doi.org/10.1145/272991.272995">Matsumoto and Nishimura 1998</a>, seeded
 * by an array and turned into choices as CPython does.
 */
final class PythonRandom {
    private static final int SIZE = 624;
    private static final int SHIFT = 397;

    private final int[] state = new int[SIZE];
    private int used = SIZE;

    /**
     * As {@code random.seed(seed)}.
     *
     * @param seed at least 0
     */
    PythonRandom(int seed) {
        if (seed < 0) {
            throw new IllegalArgumentException("The seed (%d) must be at least 0.".formatted(seed));
        }
        fill(19_650_218);
        int i = 1;
        for (int n = 0; n < SIZE; n++) {
            state[i] = (state[i] ^ (mixed(i) * 1_664_525)) + seed;
            i = next(i);
        }
        for (int n = 0; n < SIZE - 1; n++) {
            state[i] = (state[i] ^ (mixed(i) * 1_566_083_941)) - i;
            i = next(i);
        }
        state[0] = 0x8000_0000;
    }

    private void fill(int start) {
        state[0] = start;
        for (int i = 1; i < SIZE; i++) {
            state[i] = mixed(i) * 1_812_433_253 + i;
        }
    }

    private int mixed(int i) {
        return state[i - 1] ^ (state[i - 1] >>> 30);
    }

    /** The place after i, counting from 1: the first is a copy of the last. */
    private int next(int i) {
        if (i + 1 < SIZE) {
            return i + 1;
        }
        state[0] = state[SIZE - 1];
        return 1;
    }

    /**
     * As {@code random.getrandbits(bits)}.
     *
     * @param bits 1 to 32
     */
    int bits(int bits) {
        if (used == SIZE) {
            twist();
        }
        int word = state[used++];
        word ^= word >>> 11;
        word ^= (word << 7) & 0x9d2c_5680;
        word ^= (word << 15) & 0xefc6_0000;
        word ^= word >>> 18;
        return word >>> (Integer.SIZE - bits);
    }

    private void twist() {
        for (int i = 0; i < SIZE; i++) {
            int joined = (state[i] & 0x8000_0000) | (state[(i + 1) % SIZE] & 0x7fff_ffff);
            int odd = (joined & 1) == 0 ? 0 : 0x9908_b0df;
            state[i] = state[(i + SHIFT) % SIZE] ^ (joined >>> 1) ^ odd;
        }
        used = 0;
    }

    /**
     * Which element {@code random.choice} picks from a list.
     *
     * @param size of the list, at least 1
     * @return 0 to size - 1
     */
    int choice(int size) {
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(size);
        int drawn = bits(bits);
        while (drawn >= size) {
            drawn = bits(bits);
        }
        return drawn;
    }

    /**
     * Which elements {@code random.sample} picks from a list, without replacement. One is picked as {@link #choice} picks it.
     *
     * @param size of the list
     * @param count how many, 1 to size
     * @return distinct places, each 0 to size - 1, in the order drawn
     */
    int[] sample(int size, int count) {
        return size <= poolLimit(count) ? sampleFromPool(size, count) : sampleByRejection(size, count);
    }

    /** CPython's choice of method: a pool of up to as many elements is taken for smaller than a set. */
    private static int poolLimit(int count) {
        int limit = 21;
        if (count > 5) {
            int power = 1;
            while (power < 3 * count) {
                power *= 4;
            }
            limit += power;
        }
        return limit;
    }

    private int[] sampleFromPool(int size, int count) {
        int[] pool = IntStream.range(0, size).toArray();
        int[] sample = new int[count];
        for (int i = 0; i < count; i++) {
            int place = choice(size - i);
            sample[i] = pool[place];
            pool[place] = pool[size - i - 1];
        }
        return sample;
    }

    private int[] sampleByRejection(int size, int count) {
        Set<Integer> sample = new LinkedHashSet<>();
        while (sample.size() < count) {
            sample.add(choice(size));
        }
        return sample.stream().mapToInt(Integer::intValue).toArray();
    }
}
