package io.vesper.kernel;

import java.util.List;

/** Probes as {@link Kernel#multiply(ProbePanels, float[], int[], int, float[])} reads them: side by side, value by value. */
public final class ProbePanels {
    private final int dimension;
    private final int width;
    private final int panels;
    private final float[] values; // [panels, D, width], columns that no probe fills are zero

    /**
     * Packs probes for a kernel.
     *
     * @param probes shape [D] each, at least one
     */
    public ProbePanels(Kernel kernel, List<float[]> probes) {
        this.dimension = probes.get(0).length;
        this.width = kernel.panelWidth();
        this.panels = (probes.size() + width - 1) / width;
        this.values = new float[panels * dimension * width];
        for (int i = 0; i < probes.size(); i++) {
            int column = begin(i / width) + i % width;
            for (int j = 0; j < dimension; j++) {
                values[column + j * width] = probes.get(i)[j];
            }
        }
    }

    int dimension() {
        return dimension;
    }

    int panels() {
        return panels;
    }

    /** Where a panel begins in {@link #values}. */
    int begin(int panel) {
        return panel * dimension * width;
    }

    float[] values() {
        return values;
    }

    /** Distance between the products of one row and those of the next; the product of the i-th probe is the i-th. */
    public int stride() {
        return panels * width;
    }
}
