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
 */
final class VectorKernel implements Kernel {
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final VectorShape SHAPE = FLOATS.vectorShape();
    private static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, SHAPE);
    private static final VectorSpecies<Short> SHORTS = VectorSpecies.of(short.class, SHAPE);
    private static final VectorSpecies<Byte> BYTES =
            VectorSpecies.of(byte.class, VectorShape.forBitSize(SHAPE.vectorBitSize() / 2));
    private static final int LANES = FLOATS.length();
    private static final int SHORT_LANES = SHORTS.length();

    @Override
    public String name() {
        return "vector-" + FLOATS.vectorBitSize();
    }

    @Override
    public int panelWidth() {
        return 2 * LANES;
    }

    /** Row by row: memory is read in one stream, which is all that the processor's prefetching asks for. */
    @Override
    public void multiply(float[] probe, float[] matrix, int[] offsets, int count, float[] products) {
        int bound = probe.length - probe.length % (4 * LANES);
        for (int i = 0; i < count; i++) {
            int row = offsets[i];
            FloatVector s0 = FloatVector.zero(FLOATS);
            FloatVector s1 = s0;
            FloatVector s2 = s0;
            FloatVector s3 = s0;
            for (int j = 0; j < bound; j += 4 * LANES) {
                s0 = vector(matrix, row + j).fma(vector(probe, j), s0);
                s1 = vector(matrix, row + j + LANES).fma(vector(probe, j + LANES), s1);
                s2 = vector(matrix, row + j + 2 * LANES).fma(vector(probe, j + 2 * LANES), s2);
                s3 = vector(matrix, row + j + 3 * LANES).fma(vector(probe, j + 3 * LANES), s3);
            }
            products[i] = s0.add(s1).add(s2.add(s3)).reduceLanes(VectorOperators.ADD) + tail(probe, matrix, row, bound);
        }
    }

    private static float tail(float[] probe, float[] matrix, int row, int bound) {
        float sum = 0;
        for (int j = bound; j < probe.length; j++) {
            sum += probe[j] * matrix[row + j];
        }
        return sum;
    }

    private static FloatVector vector(float[] values, int offset) {
        return FloatVector.fromArray(FLOATS, values, offset);
    }

    /** The last rows are computed together with copies of the last one. */
    @Override
    public void multiply(ProbePanels probes, float[] matrix, int[] offsets, int count, float[] products) {
        int last = count - 1;
        for (int panel = 0; panel < probes.panels(); panel++) {
            for (int i = 0; i < count; i += 4) {
                int[] rows = {
                    offsets[i],
                    offsets[Math.min(i + 1, last)],
                    offsets[Math.min(i + 2, last)],
                    offsets[Math.min(i + 3, last)]
                };
                int target = i * probes.stride() + panel * panelWidth();
                tile(probes, probes.begin(panel), matrix, rows, products, target);
            }
        }
    }

    /**
     * Four rows with two vectors of probes: the eight sums stay in registers, of which processors without AVX-512 have sixteen;
     * with twelve sums the compiler runs out of them.
     */
    private static void tile(ProbePanels probes, int begin, float[] matrix, int[] rows, float[] products, int target) {
        float[] panel = probes.values();
        int r0 = rows[0];
        int r1 = rows[1];
        int r2 = rows[2];
        int r3 = rows[3];
        FloatVector s00 = FloatVector.zero(FLOATS), s01 = s00, s10 = s00, s11 = s00;
        FloatVector s20 = s00, s21 = s00, s30 = s00, s31 = s00;
        for (int j = 0, k = begin; j < probes.dimension(); j++, k += 2 * LANES) {
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
        int stride = probes.stride();
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
        int bound = probe.length - probe.length % (2 * SHORT_LANES);
        for (int i = 0; i < count; i++) {
            int row = offsets[i];
            IntVector low = IntVector.zero(INTS);
            IntVector high = low;
            for (int j = 0; j < bound; j += 2 * SHORT_LANES) {
                ShortVector pairs = products(probe, j, matrix, row + j)
                        .add(products(probe, j + SHORT_LANES, matrix, row + j + SHORT_LANES));
                IntVector both = pairs.reinterpretAsInts();
                high = high.add(both.lanewise(VectorOperators.ASHR, 16));
                low = low.add(both.lanewise(VectorOperators.LSHL, 16).lanewise(VectorOperators.ASHR, 16));
            }
            int sum = low.add(high).reduceLanes(VectorOperators.ADD);
            for (int j = bound; j < probe.length; j++) {
                sum += probe[j] * matrix[row + j];
            }
            products[i] = sum;
        }
    }

    private static ShortVector products(short[] probe, int offset, byte[] matrix, int row) {
        ShortVector values =
                (ShortVector) ByteVector.fromArray(BYTES, matrix, row).convertShape(VectorOperators.B2S, SHORTS, 0);
        return values.mul(ShortVector.fromArray(SHORTS, probe, offset));
    }
}
