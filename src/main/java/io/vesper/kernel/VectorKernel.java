package io.vesper.kernel;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Runs on the processor's vector registers through the Vector API. Fast only where the optimising compiler has seen it: until then
 * each vector is an object.
 *
 * <p>The loops are longer than the compiler inlines (325 bytes): inlined into a scan, on Java 17 some of their vectors stay objects,
 * and a search takes two to three times as long.
 */
final class VectorKernel implements Kernel {
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final VectorShape SHAPE = FLOATS.vectorShape();
    private static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, SHAPE);
    private static final VectorSpecies<Short> SHORTS = VectorSpecies.of(short.class, SHAPE);
    private static final VectorSpecies<Byte> BYTES =
            VectorSpecies.of(byte.class, VectorShape.forBitSize(SHAPE.vectorBitSize() / 2));
    private static final int LANES = FLOATS.length();
    /** Values of a panel that are multiplied with all rows before the next ones are: they stay in the nearest cache. */
    private static final int DEPTH = 128;

    private static final int SHORT_LANES = SHORTS.length();

    @Override
    public String name() {
        return "vector-" + FLOATS.vectorBitSize();
    }

    @Override
    public boolean isWarm() {
        return false;
    }

    @Override
    public int panelWidth() {
        return 2 * LANES;
    }

    /** Row by row: memory is read in one stream, which is all that the processor's prefetching asks for. */
    @Override
    public void multiply(float[] probe, float[] matrix, int[] offsets, int count, float[] products) {
        int fours = probe.length - probe.length % (4 * LANES);
        int ones = probe.length - probe.length % LANES;
        for (int i = 0; i < count; i++) {
            int row = offsets[i];
            FloatVector s0 = FloatVector.zero(FLOATS);
            FloatVector s1 = s0;
            FloatVector s2 = s0;
            FloatVector s3 = s0;
            int j = 0;
            for (; j < fours; j += 4 * LANES) {
                s0 = FloatVector.fromArray(FLOATS, matrix, row + j).fma(vector(probe, j), s0);
                s1 = FloatVector.fromArray(FLOATS, matrix, row + j + LANES).fma(vector(probe, j + LANES), s1);
                s2 = FloatVector.fromArray(FLOATS, matrix, row + j + 2 * LANES).fma(vector(probe, j + 2 * LANES), s2);
                s3 = FloatVector.fromArray(FLOATS, matrix, row + j + 3 * LANES).fma(vector(probe, j + 3 * LANES), s3);
            }
            for (; j < ones; j += LANES) {
                s0 = FloatVector.fromArray(FLOATS, matrix, row + j).fma(vector(probe, j), s0);
            }
            float sum = s0.add(s1).add(s2.add(s3)).reduceLanes(VectorOperators.ADD);
            for (; j < probe.length; j++) {
                sum += probe[j] * matrix[row + j];
            }
            products[i] = sum;
        }
    }

    private static FloatVector vector(float[] values, int offset) {
        return FloatVector.fromArray(FLOATS, values, offset);
    }

    /** The last rows are computed together with copies of the last one. */
    @Override
    public void multiply(ProbePanels probes, float[] matrix, int[] offsets, int count, float[] products) {
        int last = count - 1;
        for (int panel = 0; panel < probes.panels(); panel++) {
            for (int from = 0; from < probes.dimension(); from += DEPTH) {
                for (int i = 0; i < count; i += 4) {
                    int[] rows = {
                        offsets[i],
                        offsets[Math.min(i + 1, last)],
                        offsets[Math.min(i + 2, last)],
                        offsets[Math.min(i + 3, last)]
                    };
                    int target = i * probes.stride() + panel * panelWidth();
                    tile(probes, probes.begin(panel), from, matrix, rows, products, target);
                }
            }
        }
    }

    /**
     * Four rows with two vectors of probes: the eight sums stay in registers, of which processors without AVX-512 have sixteen;
     * with twelve sums the compiler runs out of them.
     *
     * @param from the first of {@link #DEPTH} values; the sums of those before stand in the products
     */
    private static void tile(
            ProbePanels probes, int begin, int from, float[] matrix, int[] rows, float[] products, int target) {
        float[] panel = probes.values();
        int r0 = rows[0];
        int r1 = rows[1];
        int r2 = rows[2];
        int r3 = rows[3];
        int stride = probes.stride();
        FloatVector s00 = FloatVector.zero(FLOATS), s01 = s00, s10 = s00, s11 = s00;
        FloatVector s20 = s00, s21 = s00, s30 = s00, s31 = s00;
        if (from > 0) {
            s00 = vector(products, target);
            s01 = vector(products, target + LANES);
            s10 = vector(products, target + stride);
            s11 = vector(products, target + stride + LANES);
            s20 = vector(products, target + 2 * stride);
            s21 = vector(products, target + 2 * stride + LANES);
            s30 = vector(products, target + 3 * stride);
            s31 = vector(products, target + 3 * stride + LANES);
        }
        int to = Math.min(from + DEPTH, probes.dimension());
        for (int j = from, k = begin + from * 2 * LANES; j < to; j++, k += 2 * LANES) {
            FloatVector p0 = vector(panel, k);
            FloatVector p1 = vector(panel, k + LANES);
            FloatVector value = FloatVector.broadcast(FLOATS, matrix[r0 + j]);
            s00 = value.fma(p0, s00);
            s01 = value.fma(p1, s01);
            value = FloatVector.broadcast(FLOATS, matrix[r1 + j]);
            s10 = value.fma(p0, s10);
            s11 = value.fma(p1, s11);
            value = FloatVector.broadcast(FLOATS, matrix[r2 + j]);
            s20 = value.fma(p0, s20);
            s21 = value.fma(p1, s21);
            value = FloatVector.broadcast(FLOATS, matrix[r3 + j]);
            s30 = value.fma(p0, s30);
            s31 = value.fma(p1, s31);
        }
        store(s00, s01, products, target);
        store(s10, s11, products, target + stride);
        store(s20, s21, products, target + 2 * stride);
        store(s30, s31, products, target + 3 * stride);
    }

    private static void store(FloatVector first, FloatVector second, float[] products, int target) {
        first.intoArray(products, target);
        second.intoArray(products, target + LANES);
    }

    /** Two products of 127 by 127 fit into 16 bits together; their sum is then split into the halves of 32 bits. */
    @Override
    public void multiply(short[] probe, byte[] matrix, int[] offsets, int count, int[] products) {
        int fours = probe.length - probe.length % (4 * SHORT_LANES);
        for (int i = 0; i < count; i++) {
            int row = offsets[i];
            IntVector s0 = IntVector.zero(INTS);
            IntVector s1 = s0;
            IntVector s2 = s0;
            IntVector s3 = s0;
            int j = 0;
            for (; j < fours; j += 4 * SHORT_LANES) {
                ShortVector p0 = shorts(matrix, row + j).mul(ShortVector.fromArray(SHORTS, probe, j));
                ShortVector p1 = shorts(matrix, row + j + SHORT_LANES)
                        .mul(ShortVector.fromArray(SHORTS, probe, j + SHORT_LANES));
                ShortVector p2 = shorts(matrix, row + j + 2 * SHORT_LANES)
                        .mul(ShortVector.fromArray(SHORTS, probe, j + 2 * SHORT_LANES));
                ShortVector p3 = shorts(matrix, row + j + 3 * SHORT_LANES)
                        .mul(ShortVector.fromArray(SHORTS, probe, j + 3 * SHORT_LANES));
                IntVector first = p0.add(p1).reinterpretAsInts();
                IntVector second = p2.add(p3).reinterpretAsInts();
                s0 = s0.add(first.lanewise(VectorOperators.ASHR, 16));
                s1 = s1.add(first.lanewise(VectorOperators.LSHL, 16).lanewise(VectorOperators.ASHR, 16));
                s2 = s2.add(second.lanewise(VectorOperators.ASHR, 16));
                s3 = s3.add(second.lanewise(VectorOperators.LSHL, 16).lanewise(VectorOperators.ASHR, 16));
            }
            int sum = s0.add(s1).add(s2.add(s3)).reduceLanes(VectorOperators.ADD);
            for (; j < probe.length; j++) {
                sum += probe[j] * matrix[row + j];
            }
            products[i] = sum;
        }
    }

    private static ShortVector shorts(byte[] values, int offset) {
        return (ShortVector) ByteVector.fromArray(BYTES, values, offset).convertShape(VectorOperators.B2S, SHORTS, 0);
    }
}
